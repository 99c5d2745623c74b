import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { submitAct } from "../../api/submit-operation.ts";

/** One week of an organization's activity under a programme. `weekStartsOn` is a Monday; each sheet is a part. */
export type Activity = Shape<"Activity">;
export type ActivityUnit = Activity["unit"];

export const activitiesQuery = queryOptions({
  queryKey: ["acting", "activities"],
  queryFn: async ({ signal }) => (await readAnswer<{ activities: Activity[] }>("/api/activities", { signal })).activities,
});

export type NewActivity = { title: string; programmeId: string; weekStartsOn: string; place: string };

export async function createActivity({ place, ...activity }: NewActivity, idempotencyKey: string): Promise<Activity> {
  const body = place === "" ? activity : { ...activity, place };
  return (await submitAct<{ activity: Activity }>({ path: "/api/activities", body, idempotencyKey })).activity;
}
