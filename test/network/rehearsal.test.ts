import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Address, getAddress } from "viem";
import { deployToNetwork } from "../../scripts/network/deploy-network.ts";
import { type NetworkFolder, type NetworkNode, openNetworkFolder } from "../../scripts/network/files/network-folder.ts";
import { initNetwork } from "../../scripts/network/init-network.ts";
import { NetworkProblem } from "../../scripts/network/network-problem.ts";
import type { BesuHome } from "../../scripts/network/rehearsal/besu-home.ts";
import { checkNode } from "../../scripts/network/rehearsal/check-node.ts";
import { wipeNode } from "../../scripts/network/rehearsal/mend-network.ts";
import { networkStatus } from "../../scripts/network/rehearsal/network-status.ts";
import { killNode } from "../../scripts/network/rehearsal/node-process.ts";
import { nodeRpc } from "../../scripts/network/rehearsal/node-rpc.ts";
import { startNodes, waitForBlock } from "../../scripts/network/rehearsal/start-network.ts";
import { stopNodes } from "../../scripts/network/rehearsal/stop-network.ts";
import { until } from "../support/until.ts";
import { ARTIFACTS, besuOrSkip, fourCities } from "./support.ts";

const BLOCKS_WITHIN_MS = 120_000;

/** One network through its life: the tests follow each other, as days do. */
describe("a rehearsal network of four, on Besu", function () {
  this.timeout(600_000);
  let besu: BesuHome;
  let folder: string | undefined;
  let network: NetworkFolder;

  before(async function () {
    besu = besuOrSkip(this);
    folder = mkdtempSync(join(tmpdir(), "maille-besu-"));
    const out = join(folder, "network");
    await initNetwork({ description: await fourCities(20_274), out, artifactsFolder: ARTIFACTS, timestampSeconds: Math.floor(Date.now() / 1_000) });
    network = openNetworkFolder(out);
  });
  after(async () => {
    if (folder === undefined) return;
    await Promise.all(network.nodes.map(killNode));
    rmSync(folder, { recursive: true, force: true });
  });

  const node = (slug: string): NetworkNode => {
    const found = network.nodes.find((one) => one.slug === slug);
    if (found === undefined) throw new RangeError(slug);
    return found;
  };
  const heightOf = (slug: string): Promise<number> => nodeRpc(node(slug).rpcUrl).height().catch(() => -1);
  const grows = async (slug: string): Promise<void> => {
    const from = await heightOf(slug);
    await until(async () => (await heightOf(slug)) > from + 2, BLOCKS_WITHIN_MS);
  };

  it("says which city's port is taken, before it starts anything", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(node("magog").rpcPort, "127.0.0.1", resolve));
    const refused = await startNodes([node("magog")], network, besu).catch((error: unknown) => error);
    await new Promise((resolve) => server.close(resolve));
    expect(refused).to.be.instanceOf(NetworkProblem).with.property("code", "PORT_TAKEN");
    expect(String(refused)).to.include("Magog");
  });

  it("starts, with Osaka, its P-256 precompile and the genesis hash that init computed", async () => {
    await startNodes(network.nodes, network, besu);
    expect(await waitForBlock(network)).to.be.greaterThan(0);
    for (const one of network.nodes) await checkNode(one, network);
    const foreign = await checkNode(node("delson"), { ...network, chainId: 1 }).catch((error: unknown) => error);
    expect(foreign).to.be.instanceOf(NetworkProblem).with.property("code", "CHAIN_MISMATCH");
  });

  it("has QBFT read its validators from the consortium of the genesis", async () => {
    const expected = network.nodes.map(({ validator }) => getAddress(validator)).sort();
    const found = await nodeRpc(node("wendake").rpcUrl).validatorsAt(1);
    expect(found.map((address: Address) => getAddress(address)).sort()).to.deep.equal(expected);
  });

  it("takes the whole deployment at gas price zero", async () => {
    const deployed = await deployToNetwork({ network, rpcUrl: node("brossard").rpcUrl, artifactsFolder: ARTIFACTS, keyFile: undefined, onStep: () => undefined });
    expect(deployed.genesisHash).to.equal(network.genesisHash);
    expect(deployed.addresses).to.deep.equal((await deployAgain()).addresses);
  });
  const deployAgain = () =>
    deployToNetwork({ network, rpcUrl: node("magog").rpcUrl, artifactsFolder: ARTIFACTS, keyFile: undefined, onStep: () => { throw new Error("nothing was left to do"); } });

  it("goes on with one node killed, and says who sealed", async () => {
    await killNode(node("wendake"));
    await grows("brossard");
    const { verdict, nodes } = await networkStatus(network);
    expect(verdict.state).to.be.oneOf(["GOING", "SLOW_ROUND"]);
    expect(nodes.find((one) => one.node.slug === "wendake")).to.include({ isRunning: false, height: undefined });
    expect(nodes.reduce((sum, { sealed }) => sum + sealed, 0)).to.be.at.least(3);
  });

  it("refuses to wipe a second node's history while one is missing [B7]", async () => {
    const refused = await wipeNode(node("delson"), network, besu).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(NetworkProblem).with.property("code", "WIPE_REFUSED");
    expect(await heightOf("delson")).to.be.greaterThan(0);
  });

  it("tells a halt when two are gone, at once and as what it is", async () => {
    await killNode(node("delson"));
    const { verdict } = await networkStatus(network);
    expect(verdict).to.deep.equal({ state: "NO_QUORUM", missing: 1 });
    const halted = await heightOf("brossard");
    expect(await heightOf("magog")).to.be.within(halted - 1, halted + 1);
  });

  it("goes on when they come back and all are restarted together [B4]", async () => {
    const halted = await heightOf("brossard");
    await stopNodes(network.nodes, network.nodes);
    await startNodes(network.nodes, network, besu);
    await waitForBlock(network);
    await grows("brossard");
    expect(await heightOf("wendake")).to.be.greaterThan(halted - 1);
  });

  it("keeps the chain through a staged stop and a new start", async () => {
    const kept = await nodeRpc(node("magog").rpcUrl).header(await heightOf("magog") - 1);
    await stopNodes(network.nodes, network.nodes);
    expect(await Promise.all(network.nodes.map(({ slug }) => heightOf(slug)))).to.deep.equal([-1, -1, -1, -1]);
    await startNodes(network.nodes, network, besu);
    await waitForBlock(network);
    for (const { rpcUrl } of network.nodes) {
      await until(async () => (await nodeRpc(rpcUrl).header(Number(kept.number)).catch(() => undefined))?.hash === kept.hash, BLOCKS_WITHIN_MS);
    }
  });

  it("lets one wiped node learn everything again from the others", async () => {
    const before = await heightOf("brossard");
    await wipeNode(node("wendake"), network, besu);
    await until(async () => (await heightOf("wendake")) >= before, BLOCKS_WITHIN_MS);
    const { nodes } = await networkStatus(network);
    expect(nodes.find((one) => one.node.slug === "wendake")?.peers).to.equal(3);
  });
});
