import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import { submitAct } from "../../api/submit-operation.ts";

export type ActivityUnit = "MINUTE" | "ATTENDANCE" | "CENT" | "ACTION";

/** One week of an organization's activity under a programme. `weekStartsOn` is a Monday. */
export type Activity = {
  activityId: Hex;
  title: string;
  programmeId: Hex;
  programmeTitle: string;
  unit: ActivityUnit;
  weekStartsOn: string;
  place: string | null;
  /** Sheets signed for it; each is a part. */
  sheetCount: number;
};

export const activitiesQuery = queryOptions({
  queryKey: ["acting", "activities"],
  queryFn: async ({ signal }) => (await readAnswer<{ activities: Activity[] }>("/api/activities", { signal })).activities,
});

export type NewActivity = { title: string; programmeId: string; weekStartsOn: string; place: string };

export async function createActivity({ place, ...activity }: NewActivity, idempotencyKey: string): Promise<Activity> {
  const body = place === "" ? activity : { ...activity, place };
  return (await submitAct<{ activity: Activity }>({ path: "/api/activities", body, idempotencyKey })).activity;
}
