import { EntitySchema } from "typeorm";
import type { Address, Hex } from "viem";
import { bigintColumn, instantColumn, textColumn } from "../../platform/database/columns.ts";

/** What an organization does in one week, under one programme. Its title and place are sealed. */
export interface ActivityRow {
  activityId: Hex;
  institution: Address;
  programmeId: Hex;
  weekIndex: bigint;
  contentSealed: string;
  createdBy: string;
  createdAt: Date;
}

export const activityEntity = new EntitySchema<ActivityRow>({
  name: "Activity",
  tableName: "activities",
  columns: {
    activityId: textColumn("activity_id", { primary: true }),
    institution: textColumn("institution"),
    programmeId: textColumn("programme_id"),
    weekIndex: bigintColumn("week_index"),
    contentSealed: textColumn("content_sealed"),
    createdBy: { name: "created_by", type: "uuid" },
    createdAt: instantColumn("created_at"),
  },
});
