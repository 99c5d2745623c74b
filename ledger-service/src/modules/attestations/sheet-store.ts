import { In, LessThan, type DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import { LineRefusal, LineStatus, SheetStatus } from "../../platform/chain/generated/enums.ts";
import { sheetLineEntity, type SheetLineRow } from "./sheet-line.entity.ts";
import { sheetEntity, type SheetRow } from "./sheet.entity.ts";

/** A line refused so may still be posted: another city was first, or it was disputed then. */
export const passingRefusals: readonly number[] = [LineRefusal.NONE, LineRefusal.NOT_OPEN];

export interface SheetStore {
  sheetOf(sheetId: Hex): Promise<SheetRow | undefined>;
  sheetsByIds(sheetIds: readonly Hex[]): Promise<ReadonlyMap<Hex, SheetRow>>;
  sheetsOf(institution: Address): Promise<SheetRow[]>;
  /** Lines to which something happened; the others are open. */
  linesOf(sheetIds: readonly Hex[]): Promise<SheetLineRow[]>;
  lineOf(sheetId: Hex, index: number): Promise<SheetLineRow | undefined>;
  disputedLines(): Promise<SheetLineRow[]>;
  disputedBefore(instant: Date, limit: number): Promise<SheetLineRow[]>;
  /**
   * Open sheets with an open line that this city can post now: all lines of a sheet signed here once its window ended,
   * those of its residents a while later.
   */
  postable(due: { readonly ownBefore: Date; readonly othersBefore: Date }, notNow: readonly Hex[], limit: number): Promise<SheetRow[]>;
  /** Open sheets whose window ended before the instant, oldest first. */
  filedWithWindowBefore(instant: Date, limit: number): Promise<SheetRow[]>;
}

export function createSheetStore(database: DataSource): SheetStore {
  const sheets = database.getRepository(sheetEntity);
  const lines = database.getRepository(sheetLineEntity);
  return {
    sheetOf: async (sheetId) => (await sheets.findOneBy({ sheetId })) ?? undefined,
    async sheetsByIds(sheetIds) {
      if (sheetIds.length === 0) return new Map();
      return new Map((await sheets.findBy({ sheetId: In([...sheetIds]) })).map((row) => [row.sheetId, row]));
    },
    sheetsOf: (institution) => sheets.find({ where: { institution }, order: { filedAt: "DESC" } }),
    linesOf: async (sheetIds) => (sheetIds.length === 0 ? [] : lines.findBy({ sheetId: In([...sheetIds]) })),
    lineOf: async (sheetId, index) => (await lines.findOneBy({ sheetId, index: BigInt(index) })) ?? undefined,
    disputedLines: () => lines.find({ where: { status: LineStatus.DISPUTED }, order: { disputedAt: "ASC" } }),
    disputedBefore: (instant, limit) =>
      lines.find({ where: { status: LineStatus.DISPUTED, disputedAt: LessThan(instant) }, order: { disputedAt: "ASC" }, take: limit }),
    async postable({ ownBefore, othersBefore }, notNow, limit) {
      const found: { sheet_id: Hex }[] = await database.query(
        `SELECT sheet_id FROM sheets s WHERE s.status = $1 AND s.window_ends_at < $2 AND NOT (s.sheet_id = ANY ($4::text[]))
           AND (EXISTS (SELECT 1 FROM sheet_records r WHERE r.sheet_id = s.sheet_id AND r.lines_root = s.lines_root AND r.signed_at IS NOT NULL)
             OR (s.window_ends_at < $3 AND EXISTS (SELECT 1 FROM home_lines h WHERE h.sheet_id = s.sheet_id)))
           AND s.line_count > (SELECT count(*) FROM sheet_lines l WHERE l.sheet_id = s.sheet_id AND (l.status <> $5 OR NOT (l.refusal = ANY ($6::int[]))))
         ORDER BY s.window_ends_at LIMIT $7`,
        [SheetStatus.FILED, ownBefore, othersBefore, notNow, LineStatus.OPEN, passingRefusals, limit],
      );
      const sheetIds = found.map((row) => row.sheet_id);
      return sheetIds.length === 0 ? [] : sheets.find({ where: { sheetId: In(sheetIds) }, order: { windowEndsAt: "ASC" } });
    },
    filedWithWindowBefore: (instant, limit) =>
      sheets.find({
        where: { status: SheetStatus.FILED, windowEndsAt: LessThan(instant) },
        order: { windowEndsAt: "ASC" },
        take: limit,
      }),
  };
}
