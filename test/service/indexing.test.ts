import { expect } from "chai";
import { composeCity } from "../../ledger-service/src/compose-city.ts";
import { onEvent } from "../../ledger-service/src/indexing/projection.ts";
import { composeOpeningCity, type OpeningCity } from "../support/service/opening-city.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { readModelsOf } from "../support/service/read-models.ts";
import { until } from "../support/until.ts";

describe("the index", () => {
  let stack: ServiceStack;
  let city: OpeningCity;
  let heard: string[] = [];

  before(async () => {
    stack = await startServiceStack({
      cities: [brossard, magog],
      compose: async (configuration) => {
        if (configuration.city.slug === "magog") return composeCity(configuration);
        const reaction = { name: "told", on: [onEvent("accounts", "AccountOpened", async ({ args }) => void heard.push(args.account))] };
        city = await composeOpeningCity(configuration, {}, { reactions: [reaction] });
        return city;
      },
    });
  });
  after(() => stack.stop());

  const cursor = async (slug: string) => (await stack.query(slug, "SELECT block_number::int AS number, block_hash AS hash FROM index_cursor"))[0];

  async function open(name: string): Promise<void> {
    const { operationId } = await city.submitOpening(name);
    await until(async () => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [operationId])).length === 1);
  }

  it("numbers events so that their ids sort as text in the chain's order", async () => {
    await open("Aïcha");
    const rows = await stack.query("brossard", "SELECT id FROM chain_events ORDER BY block_number, log_index");
    const ids = rows.map(({ id }) => String(id));
    expect(ids).to.deep.equal([...ids].sort());
    expect(ids[0]).to.match(/^\d{12}\/\d{6}\/\d{6}$/);
  });

  it("lets nobody change an event", async () => {
    for (const sql of ["UPDATE chain_events SET name = 'Other'", "DELETE FROM chain_events"]) {
      const failure = await stack.query("brossard", sql).then(() => undefined, (error: unknown) => error);
      expect(String(failure)).to.include("append-only");
    }
  });

  it("shows an operation as indexed only once its events can be read [I10]", async () => {
    const { operationId, account } = await city.submitOpening("Robert");
    for (;;) {
      const [row] = await stack.query(
        "brossard",
        "SELECT status, EXISTS (SELECT 1 FROM accounts WHERE account = $2) AS readable FROM operations WHERE id = $1",
        [operationId, account],
      );
      if (row?.["status"] === "indexed") {
        expect(row["readable"]).to.equal(true);
        break;
      }
    }
  });

  it("rebuilds the read models equal, row for row, in every module [I9]", async () => {
    await until(async () => (await stack.query("magog", "SELECT 1 FROM chain_events WHERE name = 'AccountOpened' AND block_number > (SELECT min(block_number) FROM chain_events)")).length > 0);
    const last = async (slug: string) => (await stack.query(slug, "SELECT max(id) AS id, count(*) AS count FROM chain_events"))[0];
    await until(async () => JSON.stringify(await last("magog")) === JSON.stringify(await last("brossard")));
    const before = await readModelsOf(stack, "magog");
    expect(Object.values(before).flat().length).to.be.greaterThan(20);
    await stack.query("magog", "UPDATE accounts SET revision = 99");
    expect(await readModelsOf(stack, "magog")).to.not.deep.equal(before);
    await stack.cityOf("magog").rebuildReadModels();
    expect(await readModelsOf(stack, "magog")).to.deep.equal(before);
  });

  it("does once what happens because of an event, and not again on a rebuild", async () => {
    heard = [];
    await open("Gisèle");
    expect(heard).to.have.length(1);
    await city.rebuildReadModels();
    expect(heard).to.have.length(1);
  });

  describe("when the chain does not lead to the indexed block", () => {
    it("compares the events and goes on, on the embedded node", async () => {
      await stack.query("brossard", "UPDATE index_cursor SET block_hash = '0xdead'");
      await until(async () => (await cursor("brossard"))?.["hash"] !== "0xdead");
      const incidents = await stack.query("brossard", "SELECT kind, resolution FROM index_incidents");
      expect(incidents).to.deep.equal([{ kind: "PARENT_HASH", resolution: "SAME_EVENTS" }]);
      await open("Maude");
    });

    it("makes events and read models anew where they differ, on the embedded node", async () => {
      const before = await readModelsOf(stack, "brossard");
      await stack.query("brossard", "ALTER TABLE chain_events DISABLE TRIGGER chain_events_append_only");
      await stack.query("brossard", "DELETE FROM chain_events WHERE id = (SELECT max(id) FROM chain_events)");
      await stack.query("brossard", "ALTER TABLE chain_events ENABLE TRIGGER chain_events_append_only");
      await stack.query("brossard", "DELETE FROM accounts WHERE account = (SELECT max(account) FROM accounts)");
      await stack.query("brossard", "UPDATE index_cursor SET block_hash = '0xbeef'");
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM index_incidents WHERE resolution = 'REBUILT'")).length === 1);
      expect(await readModelsOf(stack, "brossard")).to.deep.equal(before);
    });

    it("stops and says so, where validators make blocks final", async () => {
      await stack.stopCity("magog");
      const configuration = stack.configurationOf("magog");
      const final = await composeCity({ ...configuration, chain: { ...configuration.chain, isEmbedded: false } });
      stack.gateway.serve({ slug: "magog", identityProvider: (_request, response) => response.end(), service: final.app });
      await final.start();
      try {
        await stack.query("magog", "UPDATE index_cursor SET block_hash = '0xdead'");
        const incidents = () => stack.query("magog", "SELECT resolution FROM index_incidents");
        await until(async () => (await incidents()).length > 0);
        expect(await incidents()).to.deep.equal([{ resolution: "STOPPED" }]);
        await until(async () => (await stack.browserAt("magog").get("/health/ready")).status === 503);
        const before = await cursor("magog");
        await open("Clément");
        expect(await cursor("magog")).to.deep.equal(before);
      } finally {
        await final.stop();
      }
    });
  });

  it("refuses to start on another network", async () => {
    const configuration = stack.configurationOf("brossard");
    const other = await composeOpeningCity({ ...configuration, chain: { ...configuration.chain, chainId: 1 } });
    const failure = await other.start().then(() => undefined, (error: unknown) => error);
    expect(failure).to.have.property("name", "NetworkMismatchError");
    await other.stop();
    const genesis = await composeOpeningCity({ ...configuration, chain: { ...configuration.chain, genesisHash: `0x${"ab".repeat(32)}` } });
    expect(await genesis.start().then(() => undefined, (error: unknown) => error)).to.have.property("name", "NetworkMismatchError");
    await genesis.stop();
  });
});
