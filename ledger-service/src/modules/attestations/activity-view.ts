import type { Hex } from "viem";
import type { z } from "zod";
import { weekStartDate } from "../../kernel/week.ts";
import { programmeUnitName } from "../points/programme-units.ts";
import { fallbackTitle } from "../points/programme-view.ts";
import type { ProgrammeRow } from "../points/programme.entity.ts";
import type { Activity } from "./activity-store.ts";
import type { activitySchema } from "./sheets.schemas.ts";

/** What attestations ask of points. */
export interface ProgrammeBook {
  programmeOf(programmeId: Hex): Promise<ProgrammeRow | undefined>;
  programmesByIds(programmeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, ProgrammeRow>>;
  programmeTitlesOf(programmeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, string>>;
}

/** Titles of programmes; those of another city fall back on their resolution. */
export async function programmeTitles(programmes: ProgrammeBook, programmeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, string>> {
  const unique = [...new Set(programmeIds)];
  const [rows, titles] = await Promise.all([programmes.programmesByIds(unique), programmes.programmeTitlesOf(unique)]);
  return new Map([...rows].map(([programmeId, row]) => [programmeId, titles.get(programmeId) ?? fallbackTitle(row)]));
}

export function viewActivity(
  activity: Activity,
  programme: ProgrammeRow,
  programmeTitle: string,
  sheetCount: number,
): z.input<typeof activitySchema> {
  return {
    activityId: activity.activityId,
    title: activity.title,
    programmeId: activity.programmeId,
    programmeTitle,
    unit: programmeUnitName(programme.unit),
    weekIndex: activity.weekIndex,
    weekStartsOn: weekStartDate(activity.weekIndex),
    place: activity.place,
    sheetCount,
  };
}
