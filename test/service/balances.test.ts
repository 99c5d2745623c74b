import { expect } from "chai";
import type { Hex } from "viem";
import { rebuildReadModels } from "../../ledger-service/src/indexing/rebuild-read-models.ts";
import { weekIndexAt, weekStartDate } from "../../ledger-service/src/kernel/week.ts";
import { moduleTables } from "../../ledger-service/src/module-tables.ts";
import { exchangesProjection } from "../../ledger-service/src/modules/attestations/project-exchanges.ts";
import { sheetsProjection } from "../../ledger-service/src/modules/attestations/project-sheets.ts";
import { pointsProjections } from "../../ledger-service/src/modules/points/points.module.ts";
import { createDatabase } from "../../ledger-service/src/platform/database/data-source.ts";
import { startEarningWorld, type EarningWorld, type OrganizationActor, type ResidentActor } from "../support/service/earning-world.ts";
import { brossard, magog } from "../support/service/test-city.ts";
import { until } from "../support/until.ts";

const lastMonday = weekStartDate(weekIndexAt(new Date()) - 1);

describe("balances through HTTP", () => {
  let world: EarningWorld;
  let aicha: ResidentActor;
  let robert: ResidentActor;
  let popote: OrganizationActor;
  let programmeId: Hex;

  before(async () => {
    world = await startEarningWorld([brossard, magog], ["Aïcha", "Robert", "Claire"]);
    aicha = await world.enrol(brossard, "Aïcha");
    robert = await world.enrol(magog, "Robert");
    popote = await world.organization(brossard, "La Popote roulante", "Claire");
    programmeId = await world.programme(brossard, { pendingSeconds: 1 });
    await world.allot(brossard, programmeId, popote.institution, 50_000n);
    for (const quantityText of ["1 h", "2 h", "3 h"]) await file(quantityText);
    await until(async () => (await balance(robert)).totalPoints === "600" && (await balance(aicha)).totalPoints === "600");
  });
  after(() => world.stack.stop());

  it("shows whose points one holds, and gives none an end by date [C1]", async () => {
    expect(await balance(robert)).to.deep.include({ totalPoints: "600", usableHerePoints: "600", lots: [{ cityId: brossard.id, points: "600", isOpened: false }] });
    expect((await balance(aicha)).lots[0].isOpened).to.equal(true);
    expect(JSON.stringify(await balance(robert))).not.to.match(/expir/i);
  });

  it("pages movements, newest first, each once", async () => {
    const first = (await robert.browser.get("/api/account/movements?limit=2")).json;
    const second = (await robert.browser.get(`/api/account/movements?limit=2&cursor=${first.nextCursor}`)).json;
    expect(second.nextCursor).to.equal(null);
    const movements = [...first.movements, ...second.movements];
    expect(movements.map(({ points }: { points: string }) => points).sort()).to.deep.equal(["100", "200", "300"]);
    expect(new Set(movements.map(({ id }: { id: string }) => id)).size).to.equal(3);
    expect((await robert.browser.get("/api/account/movements?cursor=bogus")).json.code).to.equal("cursor-unknown");
  });

  it("shows one's own points to nobody else", async () => {
    const visitor = world.stack.browserAt("brossard");
    expect((await visitor.get("/api/account/balance")).status).to.equal(401);
    expect((await popote.coordinator.browser.get("/api/account/movements")).status).to.equal(403);
  });

  it("charts what was issued by week and programme", async () => {
    const series = (await world.stack.browserAt("brossard").get("/api/programmes/issuance-series?step=week")).json;
    const programme = series.programmes.find((candidate: { programmeId: Hex }) => candidate.programmeId === programmeId);
    expect(programme.issuedPoints.reduce((sum: number, points: string) => sum + Number(points), 0)).to.equal(1_200);
    expect(series.periods.length).to.equal(programme.quantities.length);
  });

  it("rebuilds the same rows from the chain [I9]", async () => {
    const projections = [...pointsProjections, sheetsProjection, exchangesProjection];
    const database = createDatabase({ url: world.stack.configurationOf("brossard").databaseUrl, poolSize: 2, entities: [...moduleTables.entities], migrations: [] });
    await database.initialize();
    try {
      const live = await rows(projections);
      expect(live.some(({ count }) => count > 0)).to.equal(true);
      await rebuildReadModels(database, projections);
      expect(await rows(projections)).to.deep.equal(live);
    } finally {
      await database.destroy();
    }
  });

  async function rows(projections: readonly { readonly tables: readonly string[] }[]) {
    return Promise.all(
      projections.flatMap(({ tables }) => tables).map(async (table) => {
        const found = await world.stack.query("brossard", `SELECT t::text AS row FROM ${table} t ORDER BY 1`);
        return { table, count: found.length, rows: found };
      }),
    );
  }
  async function balance(resident: ResidentActor) {
    return (await resident.browser.get("/api/account/balance")).json;
  }
  async function file(quantityText: string): Promise<void> {
    const { browser } = popote.coordinator;
    const activity = await browser.act("/api/activities", { title: `Repas ${quantityText}`, programmeId, weekStartsOn: lastMonday });
    const lines = [aicha, robert].map(({ memberCode }) => ({ memberCode, quantityText }));
    const drafted = await browser.act("/api/sheets", { activityId: activity.json.activity.activityId, lines });
    const signed = await world.sign(popote.coordinator, drafted.json.toSign);
    await world.settled(popote.coordinator, await browser.act(`/api/sheets/${drafted.json.draftId}/signature`, { signed }));
  }
});
