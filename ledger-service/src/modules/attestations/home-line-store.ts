import { In, type DataSource, type EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { deliveredLineSchema, deliveredSheetSchema, type DeliveredLine, type DeliveredSheet } from "./delivered-line.ts";
import { homeLineEntity, type HomeLineRow } from "./home-line.entity.ts";

const contentSchema = z.object({ sheet: deliveredSheetSchema, line: deliveredLineSchema });

/** A line of one of this city's residents. */
export interface HomeLine {
  readonly sheet: DeliveredSheet;
  readonly line: DeliveredLine;
  readonly fromCityId: number;
  readonly receivedAt: Date;
}

export interface HomeLineStore {
  /** One receipt of lines at a time: a person's week is added up over lines that may arrive together. */
  lock(manager: EntityManager): Promise<void>;
  /** @returns false when the line is already there */
  add(manager: EntityManager, sheet: DeliveredSheet, line: DeliveredLine, fromCityId: number): Promise<boolean>;
  /** Newest first. */
  linesOf(account: Address, limit: number, within?: EntityManager): Promise<HomeLine[]>;
  lineOf(sheetId: Hex, index: number): Promise<HomeLine | undefined>;
  linesOfSheets(sheetIds: readonly Hex[]): Promise<HomeLine[]>;
}

export function createHomeLineStore(database: DataSource, personalData: PersonalData): HomeLineStore {
  const rows = database.getRepository(homeLineEntity);
  const place = (sheetId: Hex, index: number) => ({ table: "home_lines", column: "content_sealed", rowId: `${sheetId}:${index}` });
  const accountIndexOf = (account: Address) => personalData.blindIndex("home_lines.account", account);
  const opened = (row: HomeLineRow): HomeLine => {
    const content: unknown = JSON.parse(personalData.open(place(row.sheetId, row.index), row.contentSealed));
    return {
      ...contentSchema.parse(content),
      fromCityId: row.fromCityId,
      receivedAt: row.receivedAt,
    };
  };
  return {
    async add(manager, sheet, line, fromCityId) {
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(homeLineEntity)
        .values({
          sheetId: sheet.sheetId,
          index: line.index,
          accountIndex: accountIndexOf(line.account),
          contentSealed: personalData.seal(place(sheet.sheetId, line.index), canonicalJson({ sheet, line })),
          fromCityId,
          receivedAt: new Date(),
        })
        .orIgnore()
        .returning("index")
        .execute();
      return Array.isArray(inserted.raw) && inserted.raw.length === 1;
    },
    async lock(manager) {
      await manager.query(`SELECT pg_advisory_xact_lock(hashtext('maille-home-lines'))`);
    },
    linesOf: async (account, limit, within = database.manager) =>
      (await within.getRepository(homeLineEntity).find({ where: { accountIndex: accountIndexOf(account) }, order: { receivedAt: "DESC", index: "ASC" }, take: limit })).map(opened),
    async lineOf(sheetId, index) {
      const row = await rows.findOneBy({ sheetId, index });
      return row === null ? undefined : opened(row);
    },
    linesOfSheets: async (sheetIds) => (sheetIds.length === 0 ? [] : (await rows.findBy({ sheetId: In([...sheetIds]) })).map(opened)),
  };
}
