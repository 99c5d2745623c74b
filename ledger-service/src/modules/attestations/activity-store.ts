import { In, type DataSource, type EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { z } from "zod";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { activityEntity, type ActivityRow } from "./activity.entity.ts";

const contentSchema = z.object({ title: z.string(), place: z.string().nullable() });

export interface Activity {
  readonly activityId: Hex;
  readonly institution: Address;
  readonly programmeId: Hex;
  readonly weekIndex: number;
  readonly title: string;
  readonly place: string | null;
}

export interface ActivityStore {
  create(manager: EntityManager, activity: Activity & { readonly createdBy: string }): Promise<void>;
  /** Newest first. */
  activitiesOf(institution: Address): Promise<Activity[]>;
  activityOf(activityId: Hex): Promise<Activity | undefined>;
  activitiesByIds(activityIds: readonly Hex[]): Promise<ReadonlyMap<Hex, Activity>>;
}

export function createActivityStore(database: DataSource, personalData: PersonalData): ActivityStore {
  const rows = database.getRepository(activityEntity);
  const place = (rowId: string) => ({ table: "activities", column: "content_sealed", rowId });
  const opened = (row: ActivityRow): Activity => ({
    activityId: row.activityId,
    institution: row.institution,
    programmeId: row.programmeId,
    weekIndex: Number(row.weekIndex),
    ...contentSchema.parse(JSON.parse(personalData.open(place(row.activityId), row.contentSealed))),
  });
  return {
    async create(manager, { title, place: where, ...activity }) {
      const contentSealed = personalData.seal(place(activity.activityId), JSON.stringify({ title, place: where }));
      await manager
        .getRepository(activityEntity)
        .insert({ ...activity, weekIndex: BigInt(activity.weekIndex), contentSealed, createdAt: new Date() });
    },
    activitiesOf: async (institution) => (await rows.find({ where: { institution }, order: { createdAt: "DESC" } })).map(opened),
    async activityOf(activityId) {
      const row = await rows.findOneBy({ activityId });
      return row === null ? undefined : opened(row);
    },
    async activitiesByIds(activityIds) {
      if (activityIds.length === 0) return new Map();
      const found = await rows.findBy({ activityId: In([...activityIds]) });
      return new Map(found.map((row) => [row.activityId, opened(row)]));
    },
  };
}
