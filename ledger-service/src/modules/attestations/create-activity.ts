import type { Address } from "viem";
import type { z } from "zod";
import { randomBytes32 } from "../../kernel/random-id.ts";
import { weekEnd, weekIndexAt, weekIndexOfMonday, weekStart } from "../../kernel/week.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { ProgrammeStatus } from "../../platform/chain/generated/enums.ts";
import { pointsProblems } from "../points/points.problems.ts";
import type { ProgrammeRow } from "../points/programme.entity.ts";
import type { Activity, ActivityStore } from "./activity-store.ts";
import type { ProgrammeBook } from "./activity-view.ts";
import { sheetProblems } from "./sheet.problems.ts";
import type { createActivityBody } from "./sheets.schemas.ts";

/** A sheet may come this long after its week ended [A3]. */
const FILING_MS = 91 * 86_400_000;

/** Records what an organization did in one week; its random id is all that the chain will have of it [X5]. */
export async function createActivity(
  parts: { readonly activities: ActivityStore; readonly programmes: ProgrammeBook },
  { manager }: Transaction,
  by: { readonly institution: Address; readonly personId: string },
  request: z.output<typeof createActivityBody>,
): Promise<{ activity: Activity; programme: ProgrammeRow }> {
  const programme = await parts.programmes.programmeOf(request.programmeId);
  if (programme === undefined) throw pointsProblems.of("programme-unknown");
  if (programme.status !== ProgrammeStatus.OPEN) throw pointsProblems.of("programme-closed");
  const weekIndex = checkedWeek(request.weekStartsOn, new Date());
  if (!isInProgramme(weekIndex, programme)) throw pointsProblems.of("programme-week-outside");
  const activity: Activity = {
    activityId: randomBytes32(),
    institution: by.institution,
    programmeId: request.programmeId,
    weekIndex,
    title: request.title,
    place: request.place ?? null,
  };
  await parts.activities.create(manager, { ...activity, createdBy: by.personId });
  return { activity, programme };
}

function checkedWeek(monday: string, now: Date): number {
  const weekIndex = weekIndexOfMonday(monday);
  const isInTime = weekIndex !== undefined && weekIndex <= weekIndexAt(now) && now.getTime() <= weekEnd(weekIndex).getTime() + FILING_MS;
  if (!isInTime) throw sheetProblems.of("activity-week-refused");
  return weekIndex;
}

function isInProgramme(weekIndex: number, programme: ProgrammeRow): boolean {
  const startsAtMs = Number(programme.startsAtSeconds) * 1000;
  const endsAtMs = Number(programme.endsAtSeconds) * 1000;
  return weekEnd(weekIndex).getTime() > startsAtMs && weekStart(weekIndex).getTime() < endsAtMs;
}
