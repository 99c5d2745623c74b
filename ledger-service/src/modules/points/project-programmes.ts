import type { EntityManager } from "typeorm";
import { ProgrammeStatus } from "../../platform/chain/generated/enums.ts";
import { onEvent, type Projection } from "../../indexing/projection.ts";

/** Programmes of all cities, the resolutions behind them, what organizations were allotted and what weeks used (A4). */
export const programmesProjection: Projection = {
  name: "points-programmes",
  tables: ["programmes", "programme_resolutions", "allotments", "weekly_points"],
  on: [
    onEvent("programmes", "ProgrammeOpened", async ({ args, blockTimestamp }, { manager }) => {
      const { opening } = args;
      await manager.query(
        `INSERT INTO programmes (programme_id, city_id, unit, status, revision, rate_points, rate_quantity, budget_points,
           reserved_points, issued_points, weekly_ceiling_points, starts_at_seconds, ends_at_seconds, pending_seconds,
           resolution_year, resolution_number, resolution_document_hash, opened_at)
         VALUES ($1, $2, $3, $4, 0, $5, $6, $7, 0, 0, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [
          args.programmeId, args.cityId, opening.unit, ProgrammeStatus.OPEN, opening.rate.points, opening.rate.quantity,
          opening.budgetPoints.toString(), opening.weeklyCeilingPoints.toString(), opening.startsAt.toString(),
          opening.endsAt.toString(), opening.pendingSeconds, opening.resolution.year, opening.resolution.number,
          opening.resolution.documentHash, blockTimestamp,
        ],
      );
      await keepResolution(manager, { ...args, ...opening, revision: 0, at: blockTimestamp });
    }),
    onEvent("programmes", "ProgrammeBudgetRaised", async ({ args, blockTimestamp }, { manager }) => {
      await manager.query(
        `UPDATE programmes SET budget_points = $2, revision = $3, resolution_year = $4, resolution_number = $5,
           resolution_document_hash = $6 WHERE programme_id = $1`,
        [
          args.programmeId, args.budgetPoints.toString(), args.revision, args.resolution.year, args.resolution.number,
          args.resolution.documentHash,
        ],
      );
      await keepResolution(manager, { ...args, at: blockTimestamp });
    }),
    onEvent("programmes", "ProgrammeClosed", async ({ args }, { manager }) => {
      await manager.query(`UPDATE programmes SET status = $2, revision = $3 WHERE programme_id = $1`, [
        args.programmeId, ProgrammeStatus.CLOSED, args.revision,
      ]);
    }),
    onEvent("programmes", "AllotmentChanged", async ({ args }, { manager }) => {
      await manager.query(
        `INSERT INTO allotments (programme_id, institution, allotted_points, used_points, revision) VALUES ($1, $2, $3, 0, $4)
         ON CONFLICT (programme_id, institution) DO UPDATE SET allotted_points = EXCLUDED.allotted_points, revision = EXCLUDED.revision`,
        [args.programmeId, args.institution, args.allottedPoints.toString(), args.revision],
      );
    }),
    onEvent("programmes", "PointsReserved", async ({ args }, { manager }) => {
      await changeReserve(manager, args.programmeId, args.institution, args.points);
    }),
    onEvent("programmes", "ReserveReturned", async ({ args }, { manager }) => {
      await changeReserve(manager, args.programmeId, args.institution, -args.points);
    }),
    onEvent("earningSheets", "LinePosted", async ({ args }, { manager }) => {
      await manager.query(
        `UPDATE programmes SET reserved_points = reserved_points - $2, issued_points = issued_points + $2
         WHERE programme_id = (SELECT programme_id FROM movement_sheets WHERE sheet_id = $1)`,
        [args.sheetId, args.points.toString()],
      );
      await manager.query(
        `INSERT INTO weekly_points (programme_id, account, week_index, points)
         SELECT programme_id, $2, week_index, $3 FROM movement_sheets WHERE sheet_id = $1
         ON CONFLICT (programme_id, account, week_index) DO UPDATE SET points = weekly_points.points + EXCLUDED.points`,
        [args.sheetId, args.account, args.points.toString()],
      );
    }),
  ],
};

async function changeReserve(manager: EntityManager, programmeId: string, institution: string, points: bigint): Promise<void> {
  await manager.query(`UPDATE programmes SET reserved_points = reserved_points + $2 WHERE programme_id = $1`, [programmeId, points.toString()]);
  await manager.query(`UPDATE allotments SET used_points = used_points + $3 WHERE programme_id = $1 AND institution = $2`, [
    programmeId, institution, points.toString(),
  ]);
}

async function keepResolution(
  manager: EntityManager,
  raise: {
    readonly programmeId: string;
    readonly revision: number;
    readonly resolution: { readonly year: number; readonly number: number; readonly documentHash: string };
    readonly budgetPoints: bigint;
    readonly officers: readonly string[];
    readonly at: Date;
  },
): Promise<void> {
  await manager.query(
    `INSERT INTO programme_resolutions (programme_id, revision, year, number, document_hash, budget_points, officers, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      raise.programmeId, raise.revision, raise.resolution.year, raise.resolution.number, raise.resolution.documentHash,
      raise.budgetPoints.toString(), raise.officers, raise.at,
    ],
  );
}
