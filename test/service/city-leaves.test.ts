import { expect } from "chai";
import { rmSync } from "node:fs";
import { newKeyMaterial, sealKeys } from "../../ledger-service/src/platform/keys/key-ring.ts";
import { startPaymentWorld, type Payer, type PaymentWorld, type Till } from "../support/service/payment-world.ts";
import { readModelsOf } from "../support/service/read-models.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

/** Tables that join people to what the ledger shows: they are the city's alone, and go with it. */
const PRIVATE_TABLES = ["persons", "sessions", "account_holders", "signer_records", "opened_cities"] as const;

/** What the ledger's part of a departure leaves behind is tried in `test/contracts/EnteringAndLeaving.test.ts`. */
describe("a city that leaves takes its data and destroys the rest [O4]", () => {
  let world: PaymentWorld;
  let aicha: Payer;
  let robert: Payer;
  let cafe: Till;
  let exported: Map<string, string[]>;

  const query = (slug: string, sql: string) => world.stack.query(slug, sql);
  const eventsOf = async (slug: string): Promise<string[]> =>
    (await query(slug, "SELECT to_jsonb(e)::text AS row FROM chain_events e ORDER BY id")).map(({ row }) => String(row));
  const owedByMagog = async (): Promise<bigint> => {
    const rows = await query("brossard", `SELECT recorded_points AS points FROM clearing_obligations WHERE debtor = ${magog.id} AND creditor = ${brossard.id}`);
    return rows.reduce((sum, { points }) => sum + BigInt(String(points)), 0n);
  };

  /** Every row of every table, as a dump of the database holds it. */
  async function exportAll(slug: string): Promise<Map<string, string[]>> {
    const tables = await query(slug, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    const dump = new Map<string, string[]>();
    for (const { tablename } of tables) {
      const rows = await query(slug, `SELECT to_jsonb(t)::text AS row FROM ${String(tablename)} t ORDER BY 1`);
      dump.set(String(tablename), rows.map(({ row }) => String(row)));
    }
    return dump;
  }

  before(async () => {
    world = await startPaymentWorld([brossard, magog], ["Aïcha", "Robert", "Claire", "Camille"]);
    aicha = await world.enrol(brossard, "Aïcha", "FULL");
    robert = await world.enrol(magog, "Robert", "FULL");
    cafe = await world.openTill(brossard, "Café des Rapides", "Camille");
    await (await world.openSource(magog, "Banque alimentaire Memphré", "Claire"))("1 h 30", [aicha, robert]);
    await world.openCity(robert, brossard);
    await world.pay(cafe, robert, 100);
    await until(async () => (await eventsOf("magog")).length === (await eventsOf("brossard")).length);

    await world.stack.stopCity("magog");
    exported = await exportAll("magog");
    await query("magog", "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  });
  after(() => world.stack.stop());

  it("has in its export each event of the ledger, and each row that was its own", async () => {
    expect(exported.get("chain_events")).to.have.lengthOf((await eventsOf("brossard")).length);
    for (const table of PRIVATE_TABLES) expect(exported.get(table)?.length, table).to.be.greaterThan(0);
    expect(exported.get("account_holders")?.join(), "sealed even in the export").not.to.include(robert.account.slice(2));
  });

  it("leaves the other cities' books as they were, made anew from the ledger [I9]", async () => {
    const models = await readModelsOf(world.stack, "brossard");
    await world.stack.cityOf("brossard").rebuildReadModels();
    expect(await readModelsOf(world.stack, "brossard")).to.deep.equal(models);
    expect(await owedByMagog()).to.equal(100n);
  });

  it("leaves its points their worth: they are spent elsewhere and recorded for clearing", async () => {
    const held = await world.balance(aicha);
    await world.pay(cafe, aicha, 200);
    await until(async () => (await world.balance(aicha)) === held - 200n);
    expect(await owedByMagog()).to.equal(300n);
  });

  it("is read from the ledger alone by whoever starts again with nothing: all events, and nobody's name", async () => {
    const { sealedFile, passphrase } = world.stack.configurationOf("magog").keys;
    rmSync(sealedFile);
    const refused = await world.stack.startCity("magog").then(() => undefined, (error: unknown) => error);
    expect(refused, "its keys are gone").to.be.instanceOf(Error);
    sealKeys(sealedFile, passphrase, newKeyMaterial("magog-2"));
    await world.stack.startCity("magog");
    await until(async () => (await eventsOf("magog")).length === (await eventsOf("brossard")).length);
    const heads = await Promise.all(["magog", "brossard"].map((slug) => query(slug, "SELECT head FROM chain_events ORDER BY position DESC LIMIT 1")));
    expect(heads[0]).to.deep.equal(heads[1]);
    expect(await query("magog", `SELECT account FROM accounts WHERE account = '${robert.account}'`)).to.have.lengthOf(1);
    for (const table of PRIVATE_TABLES) expect(await query("magog", `SELECT 1 FROM ${table}`), table).to.deep.equal([]);
  });
});
