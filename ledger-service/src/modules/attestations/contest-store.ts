import { In, type DataSource, type EntityManager } from "typeorm";
import type { Hex } from "viem";
import { z } from "zod";
import { randomUUID } from "../../kernel/random-id.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { sheetEntity } from "./sheet.entity.ts";
import { contestRequestEntity, type ContestRequestRow } from "./contest-request.entity.ts";

const contentSchema = z.object({ personId: z.string().nullable(), explanation: z.string() });

export interface ContestRequest extends Omit<ContestRequestRow, "contentSealed"> {
  /** Who asked; null when the service itself asks. */
  readonly personId: string | null;
  readonly explanation: string;
}

export interface NewContest {
  readonly sheetId: Hex;
  readonly index: number;
  readonly source: ContestRequestRow["source"];
  readonly reasonCode: number;
  readonly personId: string | null;
  readonly explanation: string;
}

export interface ContestStore {
  /** @returns undefined when the same source already asked about this line */
  add(manager: EntityManager, contest: NewContest): Promise<{ requestId: string; requestedAt: Date } | undefined>;
  /** Requests that no officer has refused, about sheets whose window has not ended, oldest first. */
  open(now: Date): Promise<ContestRequest[]>;
  requestOf(manager: EntityManager, requestId: string): Promise<ContestRequest | undefined>;
  bySheets(sheetIds: readonly Hex[]): Promise<ContestRequest[]>;
  setAct(manager: EntityManager, requestId: string, actId: string): Promise<void>;
  refuse(manager: EntityManager, requestId: string): Promise<void>;
}

export function createContestStore(database: DataSource, personalData: PersonalData): ContestStore {
  const rows = database.getRepository(contestRequestEntity);
  const place = (rowId: string) => ({ table: "contest_requests", column: "content_sealed", rowId });
  const opened = ({ contentSealed, ...row }: ContestRequestRow): ContestRequest => ({
    ...row,
    ...contentSchema.parse(JSON.parse(personalData.open(place(row.requestId), contentSealed))),
  });
  return {
    async add(manager, { personId, explanation, ...contest }) {
      const requestId = randomUUID();
      const requestedAt = new Date();
      const contentSealed = personalData.seal(place(requestId), JSON.stringify({ personId, explanation }));
      const inserted = await manager
        .createQueryBuilder()
        .insert()
        .into(contestRequestEntity)
        .values({ ...contest, requestId, contentSealed, requestedAt, actId: null, refusedAt: null })
        .orIgnore()
        .returning("request_id")
        .execute();
      return Array.isArray(inserted.raw) && inserted.raw.length === 1 ? { requestId, requestedAt } : undefined;
    },
    async open(now) {
      const found = await rows
        .createQueryBuilder("request")
        .innerJoin(sheetEntity.options.name, "sheet", "sheet.sheetId = request.sheetId")
        .where("request.refusedAt IS NULL AND sheet.windowEndsAt >= :now", { now })
        .orderBy("request.requestedAt", "ASC")
        .getMany();
      return found.map(opened);
    },
    async requestOf(manager, requestId) {
      const row = await manager.getRepository(contestRequestEntity).findOneBy({ requestId });
      return row === null ? undefined : opened(row);
    },
    bySheets: async (sheetIds) => (sheetIds.length === 0 ? [] : (await rows.findBy({ sheetId: In([...sheetIds]) })).map(opened)),
    async setAct(manager, requestId, actId) {
      await manager.getRepository(contestRequestEntity).update({ requestId }, { actId });
    },
    async refuse(manager, requestId) {
      await manager.getRepository(contestRequestEntity).update({ requestId }, { refusedAt: new Date() });
    },
  };
}
