import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { draftAct } from "./acts.ts";
import type { Act } from "./acts.ts";

export const POWERS = ["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "COUNCIL"] as const;
export type Power = (typeof POWERS)[number];

export type Officer = Shape<"Officers">["officers"][number];

export const officersQuery = queryOptions({
  queryKey: ["officers"],
  queryFn: async ({ signal }) => (await readAnswer<{ officers: Officer[] }>("/api/officers", { signal })).officers,
});

/** Drafts the grant or the withdrawal of one power. */
export function draftPower(change: { personId: string; power: Power; granted: boolean }, key: { idempotencyKey: string }): Promise<Act> {
  return draftAct("/api/powers", change, key);
}
