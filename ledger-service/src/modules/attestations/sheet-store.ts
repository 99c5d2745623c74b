import { In, LessThan, type DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import { LineStatus, SheetStatus } from "../../platform/chain/generated/enums.ts";
import { sheetLineEntity, type SheetLineRow } from "./sheet-line.entity.ts";
import { sheetEntity, type SheetRow } from "./sheet.entity.ts";

export interface SheetStore {
  sheetOf(sheetId: Hex): Promise<SheetRow | undefined>;
  sheetsByIds(sheetIds: readonly Hex[]): Promise<ReadonlyMap<Hex, SheetRow>>;
  sheetsOf(institution: Address): Promise<SheetRow[]>;
  /** Lines to which something happened; the others are open. */
  linesOf(sheetIds: readonly Hex[]): Promise<SheetLineRow[]>;
  lineOf(sheetId: Hex, index: number): Promise<SheetLineRow | undefined>;
  disputedLines(): Promise<SheetLineRow[]>;
  disputedBefore(instant: Date, limit: number): Promise<SheetLineRow[]>;
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
    filedWithWindowBefore: (instant, limit) =>
      sheets.find({
        where: { status: SheetStatus.FILED, windowEndsAt: LessThan(instant) },
        order: { windowEndsAt: "ASC" },
        take: limit,
      }),
  };
}
