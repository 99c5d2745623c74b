import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import {
  type Abi, type Address, createTestClient, encodeDeployData, getAddress, type Hex, http, isAddressEqual, keccak256, publicActions,
  stringToBytes, walletActions, zeroAddress,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { contractAbis } from "../../../ledger-service/src/platform/chain/contract-abis.ts";
import { artifactReader } from "../../../scripts/deploy/read-artifact.ts";
import { anvilBinary } from "../../../scripts/demo/evm-node/anvil-binary.ts";
import { freePort } from "../../../scripts/demo/free-port.ts";
import { deployToNetwork } from "../../../scripts/network/deploy-network.ts";
import { readDescription } from "../../../scripts/network/description/read-description.ts";
import { readFounding } from "../../../scripts/network/files/founding-record.ts";
import { openNetworkFolder } from "../../../scripts/network/files/network-folder.ts";
import { CONSORTIUM_ARTIFACT, consortiumAlloc } from "../../../scripts/network/genesis/consortium-alloc.ts";
import { CONSORTIUM_ADDRESS, TIMELOCK_ADDRESS } from "../../../scripts/network/genesis/genesis.ts";
import type { AllocEntry } from "../../../scripts/network/genesis/alloc.ts";
import { readRuntime } from "../../../scripts/network/genesis/storage-layout.ts";
import { TIMELOCK_ARTIFACT, timelockAlloc } from "../../../scripts/network/genesis/timelock-alloc.ts";
import { secureTrieRoot } from "../../../scripts/network/genesis/trie-root.ts";
import { initNetwork } from "../../../scripts/network/init-network.ts";
import { until } from "../../support/until.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const ARTIFACTS = join(ROOT, "artifacts");
const FOUNDED_AT = 1_795_000_000;
/** Loosened: what is read is named by each test. */
const consortiumAbi: Abi = contractAbis.consortium;
const timelockAbi: Abi = contractAbis.timelock;
const readArtifact = artifactReader(ARTIFACTS);
const role = (name: string): Hex => keccak256(stringToBytes(name));
/** Pays nobody: gas costs nothing here. */
const builder = privateKeyToAccount(role("builder of this test"));

const clientOf = (url: string) =>
  createTestClient({ mode: "anvil", transport: http(url), cacheTime: 0, pollingInterval: 20 }).extend(publicActions).extend(walletActions);

/** Root of the storage trie that an alloc entry describes: RLP of each word without its leading zeros. */
const storageRootOf = ({ storage = {} }: AllocEntry): Hex =>
  secureTrieRoot(Object.entries(storage).map(([key, value]) => ({ key: key as Hex, value: rlpOfWord(value) })));
const rlpOfWord = (word: Hex): Hex => {
  const digits = BigInt(word).toString(16);
  const even = digits.length % 2 === 1 ? `0${digits}` : digits;
  return BigInt(word) < 128n ? `0x${even}` : `0x${(128 + even.length / 2).toString(16)}${even}`;
};

describe("a network from its genesis, on the embedded EVM", function () {
  this.timeout(180_000);
  let folder: string;
  let anvil: ChildProcess;
  let client: ReturnType<typeof clientOf>;
  let rpcUrl: string;

  before(async () => {
    folder = join(mkdtempSync(join(tmpdir(), "maille-network-")), "network");
    const description = readDescription(join(ROOT, "scripts/network/examples/rehearsal-four.yaml"));
    await initNetwork({ description, out: folder, artifactsFolder: ARTIFACTS, timestampSeconds: FOUNDED_AT });
    const port = await freePort();
    rpcUrl = `http://127.0.0.1:${port}`;
    anvil = spawn(anvilBinary(), [
      "--init", join(folder, "genesis.json"), "--chain-id", String(description.chainId), "--port", String(port), "--hardfork", "osaka",
      "--gas-price", "0", "--block-base-fee-per-gas", "0", "--accounts", "0", "--silent",
    ], { stdio: "ignore", env: { ...process.env, HOME: folder } });
    client = clientOf(rpcUrl);
    await until(async () => (await client.getChainId().catch(() => 0)) === description.chainId);
  });
  after(() => {
    anvil.kill("SIGKILL");
    rmSync(join(folder, ".."), { recursive: true, force: true });
  });

  const consortium = <Result>(functionName: string, args: readonly unknown[] = []): Promise<Result> =>
    client.readContract({ address: CONSORTIUM_ADDRESS, abi: consortiumAbi, functionName, args }) as Promise<Result>;
  const timelock = (functionName: string, args: readonly unknown[] = []): Promise<unknown> =>
    client.readContract({ address: TIMELOCK_ADDRESS, abi: timelockAbi, functionName, args });
  const record = () => JSON.parse(readFileSync(join(folder, "network.json"), "utf8"));
  const construct = async (artifact: string, args: readonly unknown[]): Promise<Address> => {
    const { abi, bytecode } = await readArtifact(artifact);
    const hash = await client.sendTransaction({
      account: builder, chain: null, type: "legacy", gas: 10_000_000n, gasPrice: 0n, data: encodeDeployData({ abi, bytecode, args: [...args] }),
    });
    const { contractAddress } = await client.waitForTransactionReceipt({ hash });
    return contractAddress ?? zeroAddress;
  };
  const storageHash = async (address: Address): Promise<Hex> => (await client.getProof({ address, storageKeys: [] })).storageHash;

  it("answers getValidators with the nodes' keys, in the order of the description", async () => {
    const nodes = openNetworkFolder(folder).nodes;
    expect(await consortium<Address[]>("getValidators")).to.deep.equal(nodes.map(({ validator }) => getAddress(validator)));
  });

  it("has the members, their populations and their dates from the first block", async () => {
    expect(await consortium<number[]>("memberIds")).to.deep.equal([1, 4, 10, 11]);
    expect(await consortium<bigint>("totalPopulationAt", [FOUNDED_AT])).to.equal(85_721n + 26_669n + 7_457n + 2_134n);
    expect(await consortium<bigint>("populationAt", [11, FOUNDED_AT])).to.equal(2_134n);
    expect(await consortium<bigint>("populationAt", [11, FOUNDED_AT - 1])).to.equal(0n);
    expect(await consortium<bigint>("activeMemberCountAt", [FOUNDED_AT])).to.equal(4n);
    const wendake = await consortium<{ status: number; joinedAt: bigint; revision: number }>("member", [11]);
    expect(wendake).to.include({ status: 1, revision: 1, joinedAt: BigInt(FOUNDED_AT) });
    expect(await consortium<Address>("timelock")).to.equal(getAddress(TIMELOCK_ADDRESS));
  });

  it("gives the timelock to the coming council alone, and its administration to nobody else", async () => {
    const { council } = record().contracts;
    const { deployer } = readFounding(folder);
    const admin = `0x${"00".repeat(32)}`;
    for (const name of ["PROPOSER_ROLE", "CANCELLER_ROLE", "EXECUTOR_ROLE"]) {
      expect(await timelock("hasRole", [role(name), council])).to.equal(true);
      for (const other of [deployer, zeroAddress]) expect(await timelock("hasRole", [role(name), other])).to.equal(false);
    }
    expect(await timelock("hasRole", [admin, TIMELOCK_ADDRESS])).to.equal(true);
    for (const other of [council, deployer]) expect(await timelock("hasRole", [admin, other])).to.equal(false);
  });

  it("writes the consortium's storage word for word as its constructor would", async () => {
    const constructedAt = FOUNDED_AT + 1_000_000;
    const members = readFounding(folder).cities.map(({ id, validator, population }) => ({
      cityId: id, validator, population, authority: getAddress(`0x${id.toString(16).padStart(40, "a")}`),
    }));
    await client.setNextBlockTimestamp({ timestamp: BigInt(constructedAt) });
    const built = await construct(CONSORTIUM_ARTIFACT, [TIMELOCK_ADDRESS, members]);
    const runtime = await readRuntime(ARTIFACTS, CONSORTIUM_ARTIFACT);
    const entry = consortiumAlloc(runtime, { timelock: TIMELOCK_ADDRESS, members, timestampSeconds: constructedAt });
    expect(await storageHash(built)).to.equal(storageRootOf(entry));
    expect(await client.getCode({ address: built })).to.equal(entry.code);
  });

  it("writes the timelock's storage word for word as its constructor would", async () => {
    const council = getAddress(`0x${"c0".repeat(20)}`);
    const built = await construct(TIMELOCK_ARTIFACT, [259_200, [council], [council], zeroAddress]);
    const entry = timelockAlloc(await readRuntime(ARTIFACTS, TIMELOCK_ARTIFACT), { self: built, council, delaySeconds: 259_200 });
    expect(await storageHash(built)).to.equal(storageRootOf(entry));
    expect(await client.getCode({ address: built })).to.equal(entry.code);
  });

  it("runs the plan on it, stopped once in the middle, to the addresses that the network's file names", async () => {
    const network = openNetworkFolder(folder);
    const planned = record();
    const run = (onStep: (done: number) => void) => deployToNetwork({ network, rpcUrl, artifactsFolder: ARTIFACTS, keyFile: undefined, onStep });
    const stop = new Error("stopped here");
    const stopped = await run((done) => { if (done === 20) throw stop; }).catch((error: unknown) => error);
    expect(stopped).to.equal(stop);
    const deployed = await run(() => undefined);
    expect(deployed.addresses).to.deep.equal(planned.contracts);
    for (const { id } of planned.cities) {
      const { authority } = await consortium<{ authority: Address }>("member", [id]);
      const { institution } = await client.readContract({
        address: deployed.addresses.participants, abi: contractAbis.participants, functionName: "city", args: [id],
      }) as { institution: Address };
      expect(isAddressEqual(authority, institution), `authority of city ${id}`).to.equal(true);
    }
    const completed = record();
    expect(completed.checkpoint).to.deep.equal(planned.checkpoint);
    expect(JSON.parse(readFileSync(join(folder, "cities/wendake/deployed.json"), "utf8")).addresses).to.deep.equal(planned.contracts);
  });
});
