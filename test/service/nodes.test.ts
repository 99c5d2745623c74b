import { expect } from "chai";
import { createPublicClient, http } from "viem";
import { accountsAbi } from "../../ledger-service/src/platform/chain/generated/abis/accounts-abi.ts";
import { openNodeProxy, type NodeProxy } from "../support/node-proxy.ts";
import { composeOpeningCity, type OpeningCity } from "../support/service/opening-city.ts";
import { walletActor } from "../support/service/service-actors.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { brossard } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

describe("a city with a list of nodes", () => {
  let stack: ServiceStack;
  let city: OpeningCity;
  let own: NodeProxy;
  let other: NodeProxy;

  before(async () => {
    [own, other] = await Promise.all([openNodeProxy(), openNodeProxy()]);
    stack = await startServiceStack({
      cities: [brossard],
      adjust: (configuration) => {
        const { chain } = configuration;
        for (const proxy of [own, other]) proxy.pointAt(chain.rpcUrls[0] ?? "");
        return { ...configuration, chain: { ...chain, rpcUrls: [own.url, other.url], isEmbedded: false, blockPeriodMs: 500 } };
      },
      compose: async (configuration) => {
        city = await composeOpeningCity(configuration);
        return city;
      },
    });
  });
  afterEach(async () => {
    for (const proxy of [own, other]) Object.assign(proxy, { isDown: false, delayMs: 0, frozenAt: undefined, chainId: undefined, genesisHash: undefined });
    await until(async () => (await ledger()).state === "OK");
  });
  after(async () => {
    await stack.stop();
    await Promise.all([own.close(), other.close()]);
  });

  const ledger = async () => (await stack.browserAt("brossard").get("/api/ledger-state")).json;
  const nodes = async () => (await stack.browserAt("brossard").get("/health/ready")).json.ledgerState.nodes;
  const client = () => createPublicClient({ transport: http(stack.node.rpcUrl), cacheTime: 0 });
  const indexed = async (operationId: string) => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [operationId])).length === 1;
  const openings = async (name: string) =>
    (await client().getContractEvents({ address: stack.deployed.addresses.accounts, abi: accountsAbi, eventName: "AccountOpened", args: { account: walletActor(name).account }, fromBlock: 0n })).length;

  async function expectDoneOnce(name: string, operationId: string): Promise<void> {
    await until(() => indexed(operationId));
    expect(await openings(name)).to.equal(1);
    expect(await stack.query("brossard", "SELECT account FROM accounts WHERE account = $1", [walletActor(name).account])).to.have.length(1);
  }

  it("goes on with the next node when the one in use is lost in the middle of an act, which is done once [T6]", async () => {
    const { operationId } = await city.submitOpening("Aïcha");
    own.isDown = true;
    await expectDoneOnce("Aïcha", operationId);
    await until(async () => (await nodes())[0].status === "SILENT");
    // One node is enough: the watch says so at its next look.
    await until(async () => (await ledger()).state === "OK");
    const { operationId: second } = await city.submitOpening("Robert");
    own.isDown = false;
    other.isDown = true;
    await expectDoneOnce("Robert", second);
  });

  it("moves away from a node that takes too long", async () => {
    own.delayMs = 6_000;
    const { operationId } = await city.submitOpening("Gisèle");
    await expectDoneOnce("Gisèle", operationId);
  });

  it("says accepted only from a node that is not behind, and never a lower block than before", async () => {
    const { asOfBlock } = await ledger();
    own.frozenAt = BigInt(asOfBlock);
    for (const name of ["Maude", "Clément", "Yvon"]) await expectDoneOnce(name, (await city.submitOpening(name)).operationId);
    await until(async () => (await nodes())[0].status === "BEHIND");
    const reached = (await ledger()).asOfBlock;
    expect(reached).to.be.greaterThan(asOfBlock);

    other.isDown = true;
    await until(async () => (await ledger()).state === "BEHIND");
    const refused = await city.submitOpening("Denise").then(() => undefined, (problem: unknown) => problem);
    expect(refused).to.have.property("code", "ledger-behind");
    expect((await ledger()).asOfBlock).to.equal(reached);
    expect(await stack.query("brossard", "SELECT 1 FROM index_incidents"), "a node that is behind breaks nothing").to.deep.equal([]);
    own.frozenAt = undefined;
    await until(async () => (await ledger()).state === "OK");
    await expectDoneOnce("Denise", (await city.submitOpening("Denise")).operationId);
  });

  it("leaves no event out when the head is of one node and another lacks the last block", async () => {
    const height = await client().getBlockNumber();
    other.frozenAt = height;
    const { operationId } = await city.submitOpening("Ovide");
    await until(async () => (await client().getBlockNumber()) > height);
    own.isDown = true;
    await until(async () => (await nodes())[0].status === "SILENT");
    other.frozenAt = undefined;
    await expectDoneOnce("Ovide", operationId);
  });

  for (const [what, lie] of [
    ["chain id", { chainId: 1 }],
    ["genesis", { genesisHash: `0x${"ab".repeat(32)}` }],
  ] as const) {
    it(`does not use a node of another ${what}, keeps the incident, and goes on with the others`, async () => {
      const incidents = async () => (await stack.query("brossard", "SELECT detail FROM security_log WHERE event = 'LEDGER_INCIDENT'")).length;
      const before = await incidents();
      Object.assign(own, lie);
      await until(async () => (await nodes())[0].status === "OTHER_NETWORK");
      const { operationId } = await city.submitOpening(`Yvette ${what}`);
      await expectDoneOnce(`Yvette ${what}`, operationId);
      expect(await incidents(), "told once, not at each look").to.equal(before + 1);

      Object.assign(other, lie);
      await until(async () => (await nodes())[1].status === "OTHER_NETWORK");
      const refused = await city.submitOpening(`Zoé ${what}`).then(() => undefined, (problem: unknown) => problem);
      expect(refused).to.have.property("code", "ledger-other-network");
      expect((await stack.browserAt("brossard").get("/health/ready")).status).to.equal(503);
    });
  }

  it("says that no node answers, shows what it has, and goes on by itself", async () => {
    const { asOfBlock } = await ledger();
    own.isDown = true;
    other.isDown = true;
    await until(async () => (await ledger()).state === "UNREACHABLE");
    expect((await ledger()).asOfBlock).to.be.at.least(asOfBlock);
    const ready = await stack.browserAt("brossard").get("/health/ready");
    expect(ready.status).to.equal(503);
    expect(ready.json.ledgerState.state).to.equal("UNREACHABLE");
    own.isDown = false;
    await until(async () => (await ledger()).state === "OK");
    await expectDoneOnce("Ursule", (await city.submitOpening("Ursule")).operationId);
  });
});
