import { In, IsNull, Not, type DataSource, type EntityManager, type Repository } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";
import { canonicalJson } from "../../kernel/canonical-json.ts";
import { addressSchema, bytes32Schema } from "../../kernel/hex.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { sheetEntity } from "./sheet.entity.ts";
import { sheetRecordEntity, type SheetRecordRow } from "./sheet-record.entity.ts";

const lineSchema = z.object({
  index: z.number(),
  memberCode: z.string(),
  account: addressSchema,
  homeCityId: z.number(),
  quantity: z.string().transform(BigInt),
  salt: bytes32Schema,
});

/** One line as the organization's city keeps it: the code that was given, and what the leaf needs. */
export type RecordedLine = z.output<typeof lineSchema>;

export interface SheetRecord extends Omit<SheetRecordRow, "contentSealed" | "signerSealed"> {
  readonly lines: readonly RecordedLine[];
  readonly signerName: string | null;
}

export type NewSheetRecord = Pick<
  SheetRecordRow,
  "draftId" | "sheetId" | "institution" | "activityId" | "part" | "linesRoot" | "totalQuantity" | "validBefore" | "createdBy"
> & { readonly lines: readonly RecordedLine[] };

export interface SheetRecordStore {
  /** A draft of the same sheet with the same people and quantities, whoever prepared it. */
  sameDraft(manager: EntityManager, sheetId: Hex, lines: readonly LineFacts[]): Promise<SheetRecord | undefined>;
  /** @returns false when the same draft was made meanwhile */
  create(manager: EntityManager, record: NewSheetRecord): Promise<boolean>;
  prolong(manager: EntityManager, draftId: string, validBefore: Date): Promise<void>;
  draftOf(manager: EntityManager, draftId: string): Promise<SheetRecord | undefined>;
  markSigned(manager: EntityManager, draftId: string, signed: { signerName: string; operationId: string }): Promise<void>;
  /** Signed records of an institution, newest first. */
  signedOf(institution: Address): Promise<SheetRecord[]>;
  /** Signed records of these sheets; several where another set of lines was signed for the same sheet. */
  signedBySheets(sheetIds: readonly Hex[]): Promise<SheetRecord[]>;
  /** Signed records whose very sheet the ledger has and whose lines were not handed out yet, oldest first. */
  undelivered(limit: number): Promise<SheetRecord[]>;
  /** @returns false when another run handed them out */
  markDelivered(manager: EntityManager, draftId: string): Promise<boolean>;
  countsOfActivities(activityIds: readonly Hex[]): Promise<ReadonlyMap<Hex, number>>;
}

/** What makes two lists of lines the same sheet. */
export interface LineFacts {
  readonly account: Address;
  readonly quantity: bigint;
}

export function createSheetRecordStore(database: DataSource, personalData: PersonalData): SheetRecordStore {
  const place = (column: string, rowId: string) => ({ table: "sheet_records", column, rowId });
  const linesIndexOf = (lines: readonly LineFacts[]) =>
    personalData.blindIndex("sheet_records.lines", canonicalJson(lines.map(({ account, quantity }) => [account, quantity])));
  const opened = (row: SheetRecordRow): SheetRecord => {
    const { contentSealed, signerSealed, ...rest } = row;
    return {
      ...rest,
      lines: z.array(lineSchema).parse(JSON.parse(personalData.open(place("content_sealed", row.draftId), contentSealed))),
      signerName: signerSealed === null ? null : personalData.open(place("signer_sealed", row.draftId), signerSealed),
    };
  };
  const repository = (manager: EntityManager) => manager.getRepository(sheetRecordEntity);
  const all = database.getRepository(sheetRecordEntity);
  return {
    async sameDraft(manager, sheetId, lines) {
      const row = await repository(manager).findOneBy({ sheetId, linesIndex: linesIndexOf(lines) });
      return row === null ? undefined : opened(row);
    },
    async create(manager, { lines, ...record }) {
      const contentSealed = personalData.seal(place("content_sealed", record.draftId), canonicalJson(lines));
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(sheetRecordEntity)
        .values({ ...record, linesIndex: linesIndexOf(lines), lineCount: lines.length, contentSealed, createdAt: new Date() })
        .orIgnore()
        .returning("draft_id")
        .execute();
      return Array.isArray(inserted.raw) && inserted.raw.length === 1;
    },
    async prolong(manager, draftId, validBefore) {
      await repository(manager).update({ draftId }, { validBefore });
    },
    async draftOf(manager, draftId) {
      const row = await repository(manager).findOneBy({ draftId });
      return row === null ? undefined : opened(row);
    },
    async markSigned(manager, draftId, { signerName, operationId }) {
      const signerSealed = personalData.seal(place("signer_sealed", draftId), signerName);
      await repository(manager).update({ draftId }, { signerSealed, operationId, signedAt: new Date() });
    },
    signedOf: async (institution) =>
      (await all.find({ where: { institution, signedAt: Not(IsNull()) }, order: { signedAt: "DESC" } })).map(opened),
    async signedBySheets(sheetIds) {
      if (sheetIds.length === 0) return [];
      return (await all.findBy({ sheetId: In([...sheetIds]), signedAt: Not(IsNull()) })).map(opened);
    },
    async undelivered(limit) {
      const rows = await all
        .createQueryBuilder("record")
        .innerJoin(sheetEntity.options.name, "sheet", "sheet.sheetId = record.sheetId AND sheet.linesRoot = record.linesRoot")
        .where("record.deliveredAt IS NULL AND record.signedAt IS NOT NULL")
        .orderBy("record.signedAt", "ASC")
        .take(limit)
        .getMany();
      return rows.map(opened);
    },
    async markDelivered(manager, draftId) {
      const result = await repository(manager).update({ draftId, deliveredAt: IsNull() }, { deliveredAt: new Date() });
      return result.affected === 1;
    },
    countsOfActivities: (activityIds) => countSheets(all, activityIds),
  };
}

/** Signed sheets of each activity; two sets of lines signed for one sheet count once. */
async function countSheets(records: Repository<SheetRecordRow>, activityIds: readonly Hex[]): Promise<ReadonlyMap<Hex, number>> {
  if (activityIds.length === 0) return new Map();
  const found = await records.find({
    select: { activityId: true, sheetId: true },
    where: { activityId: In([...activityIds]), signedAt: Not(IsNull()) },
  });
  const sheetsByActivity = new Map<Hex, Set<Hex>>();
  for (const { activityId, sheetId } of found) {
    sheetsByActivity.set(activityId, (sheetsByActivity.get(activityId) ?? new Set()).add(sheetId));
  }
  return new Map([...sheetsByActivity].map(([activityId, sheetIds]) => [activityId, sheetIds.size]));
}
