import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect } from "chai";
import { readOptions } from "../../scripts/audit/audit-options.ts";
import { AuditProblem } from "../../scripts/audit/audit-problem.ts";
import { runAudit } from "../../scripts/audit/run-audit.ts";
import { loadFixture } from "../support/chain.ts";
import { deployMaille } from "../support/fixture.ts";
import { issuePoints } from "../support/payments.ts";
import { networkOf, writeNetwork } from "../support/audit/network-file.ts";
import { nodeOverHttp, type NodeManners, type NodeOverHttp } from "../support/audit/node-over-http.ts";

const COMMAND = new URL("../../scripts/audit/audit.ts", import.meta.url).pathname;

/** Runs the command as a person would. */
function runCommand(args: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [COMMAND, ...args]);
    let [out, err] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    child.on("close", (code) => resolve({ code: code ?? -1, out, err }));
  });
}

describe("the independent audit, when it cannot be done", () => {
  const open: NodeOverHttp[] = [];
  const serve = async (manners?: NodeManners): Promise<string> => {
    const node = await nodeOverHttp(manners);
    open.push(node);
    return node.url;
  };
  afterEach(async () => {
    for (const node of open.splice(0)) await node.close();
  });

  async function problem(args: readonly string[]): Promise<AuditProblem> {
    try {
      await runAudit(readOptions(args));
    } catch (error) {
      if (error instanceof AuditProblem) return error;
      throw error;
    }
    throw new Error("the audit was done");
  }
  async function deployed() {
    const maille = await loadFixture(deployMaille);
    return { maille, network: networkOf(maille.deployed) };
  }

  it("refuses a network.json that is missing, is not JSON, or describes something else", async () => {
    const { network } = await deployed();
    const url = await serve();
    const damaged = writeNetwork(network);
    writeFileSync(damaged, "{");
    expect((await problem(["--rpc", url, "--network", "/nowhere/network.json"])).message).to.include("cannot be read");
    expect((await problem(["--rpc", url, "--network", damaged])).message).to.include("cannot be read");
    expect((await problem(["--rpc", url, "--network", writeNetwork({ ...network, chainId: "un" })])).message).to.include('"chainId"');
    const { points: _points, ...others } = network.contracts;
    expect((await problem(["--rpc", url, "--network", writeNetwork({ ...network, contracts: others })])).message).to.include('"points"');
  });

  it("refuses a node of another chain, and one of the same number with another genesis", async () => {
    const { network } = await deployed();
    const url = await serve();
    const elsewhere = await problem(["--rpc", url, "--network", writeNetwork({ ...network, chainId: 20_271 })]);
    expect(elsewhere.message).to.include(`follows chain ${network.chainId}`).and.include("chain 20271");
    const reset = await problem(["--rpc", url, "--network", writeNetwork({ ...network, genesisHash: `0x${"ab".repeat(32)}` })]);
    expect(reset.message).to.include("another genesis block");
  });

  it("refuses a period beyond the node's last block, and one that ends before it begins", async () => {
    const { network } = await deployed();
    const args = ["--rpc", await serve(), "--network", writeNetwork(network)];
    expect((await problem([...args, "--to", "99999999"])).sentence.fr).to.include("le nœud n’a que");
    expect((await problem([...args, "--from", "30", "--to", "20"])).message).to.include("before it begins");
    expect((await problem([...args, "--from", "2090-01-01"])).message).to.include("last block");
  });

  it("refuses malformed options in words", () => {
    for (const [args, words] of [
      [[], "which node to read"],
      [["--rpc", "localhost", "--network", "n.json"], "not the address of a node"],
      [["--rpc", "http://localhost", "--network", "n.json", "--from", "hier"], "neither a block number nor a day"],
      [["--rpc", "http://localhost", "--network", "n.json", "--to", "2026-02-31"], "neither a block number nor a day"],
      [["--rpc", "http://localhost", "--network", "n.json", "--lang", "de"], "fr or en"],
      [["--rpx", "http://localhost"], "Unknown or malformed option"],
    ] as const) {
      expect(() => readOptions(args), words).to.throw(AuditProblem, words);
    }
  });

  it("reads on where a node refuses wide ranges, and says so where it refuses even one block", async () => {
    const { network } = await deployed();
    const narrow = await serve({
      instead(method, [filter]) {
        if (method !== "eth_getLogs") return undefined;
        const { fromBlock, toBlock } = filter as { fromBlock: string; toBlock: string };
        if (Number(toBlock) - Number(fromBlock) > 3) throw new Error("query returned more than 10000 results");
        return undefined;
      },
    });
    const { eventCount } = await runAudit(readOptions(["--rpc", narrow, "--network", writeNetwork(network)]));
    expect(eventCount).to.be.greaterThan(100);
    const closed = await serve({ instead: (method) => { if (method === "eth_getLogs") throw new Error("not here"); return undefined; } });
    expect((await problem(["--rpc", closed, "--network", writeNetwork(network)])).message).to.include("refuses to give the events of block");
  });

  it("believes no node that gives events out of order, or a state that it no longer has", async () => {
    const { network } = await deployed();
    const { maille } = await deployed();
    const path = writeNetwork(network);
    const log = {
      address: maille.deployed.addresses.points,
      topics: [`0x${"01".repeat(32)}`],
      data: "0x",
      blockNumber: "0x2",
      blockHash: `0x${"02".repeat(32)}`,
      blockTimestamp: "0x1",
      transactionHash: `0x${"03".repeat(32)}`,
      logIndex: "0x1",
    };
    const disordered = await serve({ instead: (method) => (method === "eth_getLogs" ? [log, { ...log, logIndex: "0x0" }] : undefined) });
    expect((await problem(["--rpc", disordered, "--network", path])).message).to.include("out of order");
    const pruned = await serve({ instead: (method) => { if (method === "eth_call") throw new Error("missing trie node"); return undefined; } });
    expect((await problem(["--rpc", pruned, "--network", path])).message).to.include("no longer gives the state");
  });

  it("ends with 0 without a difference, 1 with one, 2 when it could not be done", async () => {
    const { maille, network } = await deployed();
    const args = ["--rpc", await serve(), "--network", writeNetwork(network)];
    const honest = await runCommand(args);
    expect(honest.code).to.equal(0);
    expect(honest.out).to.include("Aucun écart").and.include("SHA-256").and.include("Signature");
    expect(honest.err).to.match(/100 % {2}\d+ événements/);
    await issuePoints(maille, maille.lucie.account, 2, 40n);
    const hostile = await runCommand([...args, "--lang", "en"]);
    expect(hostile.code).to.equal(1);
    expect(hostile.out).to.include("points issued without a posted line").and.include("1 differences");
    const bad = await runCommand(["--rpc", "ftp://x", "--network", "n.json"]);
    expect(bad.code).to.equal(2);
    expect(bad.err).to.include("http:// ou https://");
  });
});
