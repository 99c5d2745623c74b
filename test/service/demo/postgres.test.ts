import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Client } from "pg";
import { endOrphans, openChildRecords } from "../../../scripts/demo/child-record.ts";
import { removeElsewhere } from "../../../scripts/demo/postgres/postgres-place.ts";
import { startPostgres, type Postgres } from "../../../scripts/demo/postgres/start-postgres.ts";
import { identifyProcess } from "../../../scripts/demo/process-identity.ts";
import { until } from "../../support/until.ts";

describe("the embedded PostgreSQL", function () {
  this.timeout(180_000);
  let folder: string;
  let running: Postgres | undefined;

  const start = async (place = folder): Promise<Postgres> => {
    running = await startPostgres({
      folder: join(place, "postgres"), children: openChildRecords(join(folder, "children")), port: 0, adminPassword: "secret-de-la-grappe",
    });
    return running;
  };

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "maille-postgres-"));
    // Root's server runs as another user, who must be able to pass.
    if (process.getuid?.() === 0) rmSync(folder, { recursive: true });
    mkdirSync(folder, { recursive: true, mode: 0o711 });
  });
  afterEach(async () => { await running?.stop(); });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("gives each city a database that another city's role cannot enter [O1]", async () => {
    const postgres = await start();
    const wendake = await postgres.database("wendake", "mot-de-wendake");
    const magog = new URL(await postgres.database("magog", "mot-de-magog"));
    expect(await answer(wendake, "SELECT current_user AS value")).to.equal("wendake");
    magog.pathname = "/wendake";
    const refusal = await answer(magog.href, "SELECT 1 AS value").then(() => undefined, (error: unknown) => error);
    expect(refusal).to.have.property("code", "42501");
  });

  it("keeps its rows over kill -9, and the next start ends what was left", async () => {
    const first = await start();
    const url = await first.database("delson", "mot-de-delson");
    await answer(url, "CREATE TABLE IF NOT EXISTS essai AS SELECT 42 AS value");
    process.kill(first.pid, "SIGKILL");
    await until(async () => identifyProcess(first.pid) === undefined);
    await endOrphans(join(folder, "children"));
    const second = await start();
    expect(await answer(await second.database("delson", "mot-de-delson"), "SELECT value FROM essai")).to.equal(42);
  });

  it("ends an orphaned server before it starts another", async () => {
    const first = await start();
    await endOrphans(join(folder, "children"));
    expect(identifyProcess(first.pid)).to.equal(undefined);
    await start();
  });

  it("runs for root from a folder closed to the server's user", async function () {
    if (process.getuid?.() !== 0) this.skip();
    const closed = mkdtempSync(join(tmpdir(), "maille-fermé-"));
    try {
      const postgres = await start(closed);
      expect(await answer(await postgres.database("magog", "mot"), "SELECT 1 AS value")).to.equal(1);
      await postgres.stop();
    } finally {
      removeElsewhere(join(closed, "postgres"));
      rmSync(closed, { recursive: true, force: true });
    }
  });
});

async function answer(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(sql);
    return rows[0]?.value;
  } finally {
    await client.end();
  }
}
