import { expect } from "chai";
import { concatHex, keccak256, type Hex } from "viem";
import { composeCity } from "../../ledger-service/src/compose-city.ts";
import { readModelsOf } from "../support/service/read-models.ts";
import { composeOpeningCity, type OpeningCity } from "../support/service/opening-city.ts";
import { startServiceStack, type ServiceStack } from "../support/service/service-stack.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

interface LogRow {
  readonly id: string;
  readonly leaf: Hex;
  readonly head: Hex;
  readonly position: string;
}

describe("the log of events", () => {
  let stack: ServiceStack;
  let city: OpeningCity;

  before(async () => {
    stack = await startServiceStack({
      cities: [brossard, magog],
      compose: async (configuration) => {
        if (configuration.city.slug === "magog") return composeCity(configuration);
        city = await composeOpeningCity(configuration);
        return city;
      },
    });
    for (const name of ["Aïcha", "Robert", "Gisèle"]) {
      const { operationId } = await city.submitOpening(name);
      await until(async () => (await stack.query("brossard", "SELECT 1 FROM operations WHERE id = $1 AND status = 'indexed'", [operationId])).length === 1);
    }
    await until(async () => (await rows("magog")).length === (await rows("brossard")).length);
  });
  after(() => stack.stop());

  const rows = async (slug: string): Promise<LogRow[]> =>
    (await stack.query(slug, "SELECT id, leaf, head, position FROM chain_events ORDER BY id")) as unknown as LogRow[];
  const incidents = (slug: string) => stack.query(slug, "SELECT kind, event_id FROM index_incidents ORDER BY id");

  /** As an administrator of the database would: triggers off, change, triggers on. */
  async function tamper(sql: string): Promise<void> {
    await stack.query("magog", `ALTER TABLE chain_events DISABLE TRIGGER chain_events_append_only; ${sql}; ALTER TABLE chain_events ENABLE TRIGGER chain_events_append_only`);
  }

  async function restart(): Promise<void> {
    await stack.stopCity("magog");
    await stack.startCity("magog");
  }

  it("covers every event, in order, from the genesis hash on [T7]", async () => {
    let head: Hex = stack.deployed.genesisHash;
    const log = await rows("brossard");
    expect(log.length).to.be.greaterThan(10);
    for (const [index, row] of log.entries()) {
      head = keccak256(concatHex([head, row.leaf]));
      expect(row.head).to.equal(head);
      expect(Number(row.position)).to.equal(index + 1);
    }
    const [cursor] = await stack.query("brossard", "SELECT log_head, log_position FROM index_cursor");
    expect(cursor).to.deep.equal({ log_head: head, log_position: String(log.length) });
  });

  it("is the same in two cities, and after it was taken from the ledger again with the read models [I9]", async () => {
    const log = await rows("magog");
    expect(log).to.deep.equal(await rows("brossard"));
    const models = await readModelsOf(stack, "magog");
    await stack.stopCity("magog");
    await stack.query("magog", "TRUNCATE chain_events; UPDATE index_cursor SET log_head = NULL, log_position = NULL");
    await stack.startCity("magog");
    expect(await rows("magog")).to.deep.equal(log);
    expect(await readModelsOf(stack, "magog")).to.deep.equal(models);
    expect(await incidents("magog")).to.deep.equal([]);
  });

  for (const [what, link, change, undo] of [
    ["whose decoded words were changed", "EVENT_WORDS", "SET name = 'AccountClosed'", "SET name = 'AccountOpened'"],
    ["whose raw bytes were changed", "EVENT_LEAF", "SET data = data || '00'", "SET data = left(data, -2)"],
    ["whose head was changed", "EVENT_CHAIN", "SET head = '0x00' || substr(head, 5)", ""],
  ] as const) {
    it(`finds and names an event ${what} [T7]`, async () => {
      const [target] = await stack.query("magog", "SELECT id, head FROM chain_events WHERE name = 'AccountOpened' ORDER BY id DESC LIMIT 1");
      const id = String(target?.["id"]);
      const known = (await incidents("magog")).length;
      await tamper(`UPDATE chain_events ${change} WHERE id = '${id}'`);
      await restart();
      await until(async () => (await incidents("magog")).length > known);
      expect((await incidents("magog")).at(-1)).to.deep.equal({ kind: link, event_id: id });
      await tamper(`UPDATE chain_events ${undo === "" ? `SET head = '${String(target?.["head"])}'` : undo} WHERE id = '${id}'`);
    });
  }

  it("names the event after one that was taken away, and the last one when the end is missing [T7]", async () => {
    const log = await rows("magog");
    const [gone, next] = [log.at(-3), log.at(-2)];
    await tamper(`CREATE TABLE saved AS SELECT * FROM chain_events; DELETE FROM chain_events WHERE id = '${gone?.id}'`);
    await restart();
    await until(async () => (await incidents("magog")).at(-1)?.["event_id"] === next?.id);
    await tamper(`DELETE FROM chain_events; INSERT INTO chain_events SELECT * FROM saved WHERE id < '${gone?.id}'`);
    await restart();
    await until(async () => (await incidents("magog")).at(-1)?.["kind"] === "EVENT_END");
    expect((await incidents("magog")).at(-1)?.["event_id"]).to.equal(log.at(-4)?.id);
    await tamper("DELETE FROM chain_events; INSERT INTO chain_events SELECT * FROM saved; DROP TABLE saved");
    expect(await rows("magog")).to.deep.equal(log);
  });

  it("finds against the node's own logs what was rewritten whole, and nothing otherwise [T7]", async () => {
    const { eventLog } = city.core;
    expect((await eventLog.check(true)).broken).to.equal(undefined);
    const last = (await rows("brossard")).at(-1);
    await stack.query("brossard", `ALTER TABLE chain_events DISABLE TRIGGER chain_events_append_only;
      UPDATE chain_events SET block_timestamp = block_timestamp - interval '1 day' WHERE id = '${last?.id}'`);
    expect((await eventLog.check(true)).broken).to.include({ link: "LEDGER", eventId: last?.id });
  });
});
