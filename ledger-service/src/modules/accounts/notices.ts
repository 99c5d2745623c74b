import type { EntityManager } from "typeorm";
import { z } from "zod";
import { randomUUID } from "../../kernel/random-id.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { noticeEntity } from "./notice.entity.ts";

const NOTICES_SHOWN = 100;
const contentSchema = z.object({ title: z.string(), body: z.string() });

/** A message to one person, in French as they will read it. */
export interface Notice {
  /** "LINE_PENDING": lets a screen choose its icon. */
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  /** A path of the portal: "/points". */
  readonly link?: string;
}

export interface NoticeView extends Notice {
  readonly id: string;
  readonly at: Date;
  readonly readAt?: Date;
}

export interface Notices {
  add(manager: EntityManager, personId: string, notice: Notice, at: Date): Promise<void>;
  of(manager: EntityManager, personId: string): Promise<NoticeView[]>;
  /** @returns false when the person has no such notice */
  markRead(manager: EntityManager, personId: string, id: string): Promise<boolean>;
}

export function createNotices(personalData: PersonalData): Notices {
  const place = (id: string) => ({ table: "notices", column: "content", rowId: id });
  return {
    add: async (manager, personId, notice, at) => {
      const id = randomUUID();
      const contentSealed = personalData.seal(place(id), JSON.stringify({ title: notice.title, body: notice.body }));
      await manager
        .getRepository(noticeEntity)
        .insert({ id, personId, kind: notice.kind, contentSealed, link: notice.link ?? null, at, readAt: null });
    },
    of: async (manager, personId) => {
      const rows = await manager
        .getRepository(noticeEntity)
        .find({ where: { personId }, order: { at: "DESC" }, take: NOTICES_SHOWN });
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        kind: row.kind,
        ...contentSchema.parse(JSON.parse(personalData.open(place(row.id), row.contentSealed))),
        link: row.link ?? undefined,
        readAt: row.readAt ?? undefined,
      }));
    },
    markRead: async (manager, personId, id) => {
      const result = await manager
        .createQueryBuilder()
        .update(noticeEntity)
        .set({ readAt: () => "COALESCE(read_at, now())" })
        .where({ id, personId })
        .execute();
      return result.affected === 1;
    },
  };
}
