import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { onEvent, type Projecting, type Projection } from "../../indexing/projection.ts";
import { LineStatus, SheetStatus, StrikeReason } from "../../platform/chain/generated/enums.ts";

/** Which end of a sheet each reason means; other reasons strike single lines. */
const sheetEndings: Readonly<Record<number, SheetStatus>> = {
  [StrikeReason.WITHDRAWN]: SheetStatus.STRUCK,
  [StrikeReason.REVOKED]: SheetStatus.REVOKED,
  [StrikeReason.EXPIRED]: SheetStatus.EXPIRED,
};

/** Sheets of all cities and the lines to which something happened. */
export const sheetsProjection: Projection = {
  name: "attestations-sheets",
  tables: ["sheet_programmes", "sheets", "sheet_lines"],
  on: [
    onEvent("programmes", "ProgrammeOpened", async ({ args }, { manager }) => {
      await manager.query(`INSERT INTO sheet_programmes (programme_id, city_id) VALUES ($1, $2)`, [args.programmeId, args.cityId]);
    }),
    onEvent("earningSheets", "SheetFiled", async ({ args, blockTimestamp }, projecting) => {
      const { sheet } = args;
      await projecting.manager.query(
        `INSERT INTO sheets (sheet_id, city_id, institution, programme_id, activity_id, week_index, part, line_count,
           total_quantity, lines_root, attestation_uid, signer_hash, reserved_points, issued_points, status, reason_code,
           filed_at, window_ends_at)
         SELECT $1, city_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, 0, $14, $15
         FROM sheet_programmes WHERE programme_id = $3`,
        [
          args.sheetId, args.institution, args.programmeId, sheet.activityId, sheet.weekIndex, sheet.part, sheet.lineCount,
          sheet.totalQuantity.toString(), sheet.linesRoot, args.attestationUid, args.signerHash, args.reservedPoints.toString(),
          SheetStatus.FILED, blockTimestamp, new Date(Number(args.windowEndsAt) * 1000),
        ],
      );
      tell(projecting, args.sheetId, args.institution);
    }),
    onEvent("earningSheets", "LinePosted", async ({ args, blockTimestamp }, projecting) => {
      await changeLine(projecting.manager, args.sheetId, args.index, {
        status: LineStatus.POSTED, account: args.account, quantity: args.quantity.toString(), points: args.points.toString(),
        ceiling_struck_points: args.ceilingStruckPoints.toString(), closed_at: blockTimestamp,
      });
      await projecting.manager.query(`UPDATE sheets SET issued_points = issued_points + $2 WHERE sheet_id = $1`, [
        args.sheetId, args.points.toString(),
      ]);
    }),
    onEvent("earningSheets", "LineRefused", async ({ args }, { manager }) => {
      await changeLine(manager, args.sheetId, args.index, { refusal: args.refusal });
    }),
    onEvent("earningSheets", "LineDisputed", async ({ args, blockTimestamp }, projecting) => {
      await changeLine(projecting.manager, args.sheetId, args.index, {
        status: LineStatus.DISPUTED, reason_code: args.reasonCode, dispute_round: args.round,
        dispute_by_city_id: args.byCityId, disputed_at: blockTimestamp,
      });
      await tellOf(projecting, args.sheetId);
    }),
    onEvent("earningSheets", "LineReleased", async ({ args, blockTimestamp }, projecting) => {
      await changeLine(projecting.manager, args.sheetId, args.index, {
        status: LineStatus.OPEN, reason_code: args.reasonCode, released_at: blockTimestamp,
      });
      await tellOf(projecting, args.sheetId);
    }),
    onEvent("earningSheets", "LineStruck", async ({ args, blockTimestamp }, projecting) => {
      await changeLine(projecting.manager, args.sheetId, args.index, {
        status: LineStatus.STRUCK, strike_reason: args.reason, reason_code: args.reasonCode, closed_at: blockTimestamp,
      });
      await tellOf(projecting, args.sheetId);
    }),
    onEvent("earningSheets", "SheetStruck", async ({ args, blockTimestamp }, projecting) => {
      await projecting.manager.query(`UPDATE sheets SET status = $2, reason_code = $3, ended_at = $4 WHERE sheet_id = $1`, [
        args.sheetId, sheetEndings[args.reason] ?? SheetStatus.STRUCK, args.reasonCode, blockTimestamp,
      ]);
      // A whole sheet is struck without an event a line: what was not posted falls with it.
      await projecting.manager.query(
        `UPDATE sheet_lines SET status = $2, strike_reason = $3, reason_code = $4, closed_at = $5
         WHERE sheet_id = $1 AND status IN ($6, $7)`,
        [args.sheetId, LineStatus.STRUCK, args.reason, args.reasonCode, blockTimestamp, LineStatus.OPEN, LineStatus.DISPUTED],
      );
      await tellOf(projecting, args.sheetId);
    }),
    onEvent("earningSheets", "SheetFinished", async ({ args, blockTimestamp }, projecting) => {
      await projecting.manager.query(`UPDATE sheets SET status = $2, ended_at = $3 WHERE sheet_id = $1`, [
        args.sheetId, SheetStatus.FINISHED, blockTimestamp,
      ]);
      await tellOf(projecting, args.sheetId);
    }),
  ],
};

type LineChange = Partial<
  Record<
    | "status" | "account" | "quantity" | "points" | "ceiling_struck_points" | "strike_reason" | "reason_code" | "refusal"
    | "dispute_round" | "dispute_by_city_id" | "disputed_at" | "released_at" | "closed_at",
    string | number | Date
  >
>;

async function changeLine(manager: EntityManager, sheetId: Hex, index: number, change: LineChange): Promise<void> {
  await manager.query(
    `INSERT INTO sheet_lines (sheet_id, index, status, points, ceiling_struck_points, strike_reason, reason_code, refusal, dispute_round)
     VALUES ($1, $2, $3, 0, 0, 0, 0, 0, 0) ON CONFLICT (sheet_id, index) DO NOTHING`,
    [sheetId, index, LineStatus.OPEN],
  );
  const columns = Object.keys(change);
  const assignments = columns.map((column, position) => `${column} = $${position + 3}`).join(", ");
  await manager.query(`UPDATE sheet_lines SET ${assignments} WHERE sheet_id = $1 AND index = $2`, [sheetId, index, ...Object.values(change)]);
}

function tell({ notify }: Projecting, sheetId: Hex, institution: Address): void {
  notify({ name: "sheet-changed", to: { kind: "INSTITUTION", institution }, data: { sheetId } });
  notify({ name: "sheet-changed", to: { kind: "OFFICERS" }, data: { sheetId } });
}

async function tellOf(projecting: Projecting, sheetId: Hex): Promise<void> {
  const rows: { institution: Address }[] = await projecting.manager.query(`SELECT institution FROM sheets WHERE sheet_id = $1`, [sheetId]);
  for (const { institution } of rows) tell(projecting, sheetId, institution);
}
