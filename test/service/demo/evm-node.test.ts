import { spawn, type ChildProcess } from "node:child_process";
import { appendFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { openChildRecords } from "../../../scripts/demo/child-record.ts";
import { callRpc } from "../../../scripts/demo/evm-node/rpc-call.ts";
import { startEvmNode, type EvmNode } from "../../../scripts/demo/evm-node/start-evm-node.ts";
import { identifyProcess } from "../../../scripts/demo/process-identity.ts";
import { until } from "../../support/until.ts";

const CHAIN_ID = 1_234_567_890;
const GENESIS = 1_700_000_000;
const NEVER_MS = 600_000;
/** How far a block of the present may lie behind the question on a slow machine; the others lie years behind. */
const PRESENT_SECONDS = 60;

describe("the embedded node", function () {
  this.timeout(180_000);
  let folder: string;
  let node: EvmNode | undefined;

  const start = async (options: { blockIntervalMs?: number; seeding?: boolean } = {}): Promise<EvmNode> => {
    node = await startEvmNode({
      folder: join(folder, "evm-node"),
      children: openChildRecords(join(folder, "children")),
      chainId: CHAIN_ID,
      genesisTimestampSeconds: GENESIS,
      rpcPort: 0,
      blockIntervalMs: options.blockIntervalMs ?? NEVER_MS,
      seeding: options.seeding ?? false,
      onLost: (reason) => { throw reason; },
    });
    return node;
  };

  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "maille-node-")); });
  afterEach(async () => {
    await node?.stop();
    node = undefined;
    for (const child of launched.splice(0)) if (child.exitCode === null && child.signalCode === null) await kill(child, "SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  });

  it("seals a block only while something is pending, at gas price zero", async () => {
    const { rpcUrl } = await start({ blockIntervalMs: 20 });
    const raw = await signedBy(robert, 0);
    expect(await height(rpcUrl)).to.equal(0);
    const hash = await callRpc(rpcUrl, "eth_sendRawTransaction", [raw]);
    await until(async () => (await receipt(rpcUrl, hash)) !== null);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await height(rpcUrl)).to.equal(1);
  });

  it("shows the present to questions at pending, though its last block is old", async () => {
    const { rpcUrl } = await start();
    const pending = await block(rpcUrl, "pending");
    expect(Math.abs(pending.timestampSeconds - Date.now() / 1000)).to.be.below(PRESENT_SECONDS);
    expect((await block(rpcUrl, "latest")).timestampSeconds).to.equal(GENESIS);
  });

  it("keeps its first block, by which everyone knows the network, however often it is started again", async () => {
    let { rpcUrl } = await start({ blockIntervalMs: 20 });
    const genesis = async () => (await callRpc(rpcUrl, "eth_getBlockByNumber", ["0x0", false])) as { hash: Hex };
    const { hash } = await genesis();
    for (let starts = 0; starts < 5; starts += 1) {
      const sent = await callRpc(rpcUrl, "eth_sendRawTransaction", [await signedBy(robert, starts)]);
      await until(async () => (await receipt(rpcUrl, sent)) !== null);
      await node?.stop();
      ({ rpcUrl } = await start({ blockIntervalMs: 20 }));
      expect((await genesis()).hash, `start ${starts + 2}`).to.equal(hash);
    }
  });

  it("serves questions and raw transactions, and none of the methods that rule the node", async () => {
    const { rpcUrl } = await start();
    expect(await callRpc(rpcUrl, "eth_chainId", [])).to.equal(`0x${CHAIN_ID.toString(16)}`);
    for (const method of ["evm_mine", "anvil_setBalance", "anvil_dumpState", "debug_traceCall", "hardhat_reset", "eth_sendTransaction", "eth_sign", "txpool_content"]) {
      const refusal = await callRpc(rpcUrl, method, []).then(() => undefined, (error: unknown) => error);
      expect(refusal, method).to.have.property("code", -32601);
    }
  });

  it("refuses a transaction over Osaka's cap of gas, as production does", async () => {
    const { rpcUrl } = await start();
    const raw = await robert.signTransaction({ type: "legacy", chainId: CHAIN_ID, nonce: 0, to: robert.address, gas: 16_777_217n, gasPrice: 0n });
    const refusal = await callRpc(rpcUrl, "eth_sendRawTransaction", [raw]).then(() => undefined, (error: unknown) => error);
    expect(refusal).to.have.property("name", "RpcRefusal");
  });

  it("refuses a page whose host name was pointed at the loopback", async () => {
    const { rpcUrl } = await start();
    const { request } = await import("node:http");
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const call = request(rpcUrl, { method: "POST", headers: { host: "attaquant.example" } }, (response) => { response.resume(); resolve(response.statusCode); });
      call.on("error", reject);
      call.end(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] }));
    });
    expect(status).to.equal(403);
  });

  it("seals at chosen past times while seeding, then follows the clock", async () => {
    const { rpcUrl, seeding } = await start({ seeding: true });
    await callRpc(rpcUrl, "eth_sendRawTransaction", [await signedBy(robert, 0)]);
    await seeding.sealAt(GENESIS + 3_600);
    await callRpc(rpcUrl, "eth_sendRawTransaction", [await signedBy(robert, 1)]);
    await seeding.sealAt(GENESIS + 7_200);
    expect(await timestamps(rpcUrl)).to.deep.equal([GENESIS, GENESIS + 3_600, GENESIS + 7_200]);
    await seeding.end();
    expect(Math.abs((await block(rpcUrl, "latest")).timestampSeconds - Date.now() / 1000)).to.be.below(PRESENT_SECONDS);
  });

  it("keeps blocks, times and receipts over a clean stop", async () => {
    const first = await start({ seeding: true });
    const hash = await callRpc(first.rpcUrl, "eth_sendRawTransaction", [await signedBy(robert, 0)]);
    await first.seeding.sealAt(GENESIS + 60);
    await first.stop();
    const second = await start();
    expect(await timestamps(second.rpcUrl)).to.deep.equal([GENESIS, GENESIS + 60]);
    expect(await receipt(second.rpcUrl, hash)).to.have.property("status", "0x1");
  });

  it("brings anvil back after kill -9 with all it had acknowledged, sealed or pending", async () => {
    const { rpcUrl, seeding, anvilPid } = await start({ seeding: true });
    const sealed = await callRpc(rpcUrl, "eth_sendRawTransaction", [await signedBy(robert, 0)]);
    await seeding.sealAt(GENESIS + 60);
    const pending = await callRpc(rpcUrl, "eth_sendRawTransaction", [await signedBy(robert, 1)]);
    const genesis = await callRpc(rpcUrl, "eth_getBlockByNumber", ["0x0", false]);
    const killed = anvilPid();
    process.kill(killed, "SIGKILL");
    await until(async () => anvilPid() !== killed && (await height(rpcUrl).catch(() => -1)) === 1);
    expect(await callRpc(rpcUrl, "eth_getBlockByNumber", ["0x0", false])).to.deep.equal(genesis);
    expect(await timestamps(rpcUrl)).to.deep.equal([GENESIS, GENESIS + 60]);
    expect(await receipt(rpcUrl, sealed)).to.have.property("status", "0x1");
    await seeding.sealAt(GENESIS + 120);
    expect(await receipt(rpcUrl, pending)).to.have.property("status", "0x1");
  });

  it("carries a pending transaction over a dump", async () => {
    const first = await start({ seeding: true });
    await first.seeding.sealAt(GENESIS + 60);
    const pending = await callRpc(first.rpcUrl, "eth_sendRawTransaction", [await signedBy(robert, 0)]);
    await first.stop();
    expect(readdirSync(join(folder, "evm-node"))).to.include("chain-1.dump.json");
    const second = await start({ seeding: true });
    await second.seeding.sealAt(GENESIS + 120);
    expect(await receipt(second.rpcUrl, pending)).to.have.property("status", "0x1");
  });

  it("loses nothing acknowledged when the launcher is killed under load, and ends the orphan", async () => {
    const data = join(folder, "data");
    const first = await launch(data, 30);
    const acknowledged: unknown[] = [];
    for (let nonce = 0; nonce < 60; nonce += 1) acknowledged.push(await callRpc(first.rpcUrl, "eth_sendRawTransaction", [await signedFor(data, nonce)]));
    const before = await timestamps(first.rpcUrl);
    await kill(first.child, "SIGKILL");
    const [journal] = readdirSync(join(data, "evm-node")).filter((name) => name.endsWith(".journal"));
    appendFileSync(join(data, "evm-node", journal ?? ""), "0bad0bad {\"kind\":\"transac");
    const second = await launch(data, 30);
    expect(identifyProcess(first.anvilPid), "the orphaned anvil").to.equal(undefined);
    for (const hash of acknowledged) await until(async () => (await receipt(second.rpcUrl, hash)) !== null);
    expect((await timestamps(second.rpcUrl)).slice(0, before.length)).to.deep.equal(before);
    await kill(second.child, "SIGTERM");
    expect(identifyProcess(second.anvilPid), "anvil after a clean stop").to.equal(undefined);
  });
});

const launched: ChildProcess[] = [];
const robert = privateKeyToAccount(generatePrivateKey());

function signedBy(account: typeof robert, nonce: number, chainId = CHAIN_ID): Promise<Hex> {
  return account.signTransaction({ type: "legacy", chainId, nonce, to: account.address, gas: 21_000n, gasPrice: 0n });
}

async function signedFor(data: string, nonce: number): Promise<Hex> {
  const { readFileSync } = await import("node:fs");
  const network: { chainId: number } = JSON.parse(readFileSync(join(data, "chain.json"), "utf8"));
  return signedBy(robert, nonce, network.chainId);
}

async function block(rpcUrl: string, tag: string): Promise<{ timestampSeconds: number }> {
  const found = await callRpc(rpcUrl, "eth_getBlockByNumber", [tag, false]);
  if (typeof found !== "object" || found === null || !("timestamp" in found)) throw new Error(`no block ${tag}`);
  return { timestampSeconds: Number(found.timestamp) };
}

async function height(rpcUrl: string): Promise<number> {
  return Number(await callRpc(rpcUrl, "eth_blockNumber", []));
}

async function timestamps(rpcUrl: string): Promise<number[]> {
  const numbers = [...Array(await height(rpcUrl) + 1).keys()];
  return Promise.all(numbers.map(async (number) => (await block(rpcUrl, `0x${number.toString(16)}`)).timestampSeconds));
}

function receipt(rpcUrl: string, hash: unknown): Promise<unknown> {
  return callRpc(rpcUrl, "eth_getTransactionReceipt", [hash]);
}

function launch(data: string, blockIntervalMs: number): Promise<{ child: ChildProcess; rpcUrl: string; anvilPid: number }> {
  const script = join(import.meta.dirname, "evm-node-launcher.ts");
  const child = spawn(process.execPath, [script, data, String(blockIntervalMs)], { stdio: ["ignore", "pipe", "inherit"] });
  launched.push(child);
  return new Promise((resolve, reject) => {
    child.stdout.once("data", (line: Buffer) => resolve({ child, ...JSON.parse(line.toString()) }));
    child.once("exit", (code) => reject(new Error(`the launcher ended with ${code}`)));
  });
}

function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
