import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { ToSign } from "../../signing/typed-struct.ts";

export type ChargeStatus = "PRESENTED" | "CONSENTED" | "SETTLED" | "DECLINED" | "CANCELLED" | "EXPIRED" | "VOIDED" | "PARTLY_REFUNDED" | "REFUNDED";
export type RefusalCode = "R1" | "R2" | "R3" | "R4" | "R5" | "R6" | "R7" | "INCIDENT";

/** A merchant's charge as the resident reads it before approving [W14]. Points are decimal text. */
export type PresentedCharge = {
  chargeId: Hex;
  merchantName: string;
  cityName: string;
  cityId: number;
  points: string;
  dollarsText: string;
  offerText: string;
  validBefore: string;
  status: ChargeStatus;
  toSign?: ToSign;
  needsFull: boolean;
  needsSecondConfirmation: boolean;
  refusal?: { code: RefusalCode };
};

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
