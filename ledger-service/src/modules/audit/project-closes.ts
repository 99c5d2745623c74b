import type { EntityManager } from "typeorm";
import { onEvent, type EventPlace, type Projection } from "../../indexing/projection.ts";
import { civilDayOf } from "../../kernel/civil-day.ts";

type Movement = "issued" | "redeemed" | "returned";

/** What the closes are made of, day by day, and the reports that cities anchored. */
export const closesProjection: Projection = {
  name: "audit-closes",
  tables: ["audit_report_anchors", "audit_daily_points"],
  on: [
    onEvent("points", "PointsIssued", (event, { manager }) => addPoints(manager, event, "issued", event.args)),
    onEvent("points", "PointsRedeemed", (event, { manager }) => addPoints(manager, event, "redeemed", event.args)),
    onEvent("points", "PointsReturned", (event, { manager }) => addPoints(manager, event, "returned", event.args)),
    onEvent("reportAnchors", "ReportAnchored", async ({ id, args, blockTimestamp }, { manager }) => {
      const { cityId, kind, period, reportHash, officer } = args;
      await manager.query(
        `INSERT INTO audit_report_anchors (city_id, kind, period, report_hash, officer, event_id, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [cityId, kind, period, reportHash, officer, id, blockTimestamp],
      );
    }),
  ],
};

async function addPoints(
  manager: EntityManager,
  event: EventPlace,
  movement: Movement,
  fact: { cityId: number; points: bigint },
): Promise<void> {
  const amountOf = (name: Movement): string => (name === movement ? fact.points.toString() : "0");
  await manager.query(
    `INSERT INTO audit_daily_points AS d (day, city_id, issued, redeemed, returned) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (day, city_id) DO UPDATE
     SET issued = d.issued + excluded.issued, redeemed = d.redeemed + excluded.redeemed, returned = d.returned + excluded.returned`,
    [civilDayOf(event.blockTimestamp), fact.cityId, amountOf("issued"), amountOf("redeemed"), amountOf("returned")],
  );
}
