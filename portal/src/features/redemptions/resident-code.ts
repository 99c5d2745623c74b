import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** A random reference to show at a counter: it holds no account and no signature [Q7]. */
export type ResidentCode = Shape<"ResidentCode">;

export const CODE_RENEWAL_SECONDS = 30;
const SHORTEST_MS = 5_000;

/** Milliseconds until the next code, within what renewing allows whatever the device's clock says. */
export function renewalDelay(code: Pick<ResidentCode, "renewAt">, nowMs: number): number {
  return Math.min(CODE_RENEWAL_SECONDS * 1000, Math.max(SHORTEST_MS, Date.parse(code.renewAt) - nowMs));
}

/** Renewed by itself while the page is looked at; never kept after it. */
export const residentCodeQuery = queryOptions({
  queryKey: ["resident-code"],
  queryFn: ({ signal }) => readAnswer<ResidentCode>("/api/account/codes", { method: "POST", signal }),
  refetchInterval: ({ state }) => (state.data ? renewalDelay(state.data, Date.now()) : false),
  staleTime: 0,
  gcTime: 0,
});
