import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";

/** A merchant's charge as the resident reads it before approving [W14]. Points are decimal text. */
export type PresentedCharge = WithHex<Shape<"ChargeView">, "chargeId">;
export type RefusalCode = Shape<"Refusal">["code"];

const LIVE_MS = 1_500;
const WAITING_MS = 4_000;

/** Read often while something may still happen; live events make it read sooner. */
export function presentedChargeQuery(chargeId: string) {
  return queryOptions({
    queryKey: ["charges", chargeId],
    queryFn: ({ signal }) => readAnswer<PresentedCharge>(`/api/account/charges/${chargeId}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.status === "PRESENTED" || state.data?.status === "CONSENTED" ? LIVE_MS : false),
    staleTime: 0,
  });
}

/** Charges that wait for this resident's answer. */
export const waitingChargesQuery = queryOptions({
  queryKey: ["charges", "waiting"],
  queryFn: async ({ signal }) => (await readAnswer<{ charges: PresentedCharge[] }>("/api/account/charges", { signal })).charges,
  refetchInterval: WAITING_MS,
  staleTime: 0,
});
