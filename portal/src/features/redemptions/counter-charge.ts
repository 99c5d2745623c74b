import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { ToSign } from "../../signing/typed-struct.ts";

export type CounterChargeStatus =
  | "OPEN" | "MET" | "CONSENTED" | "SENT" | "ACCEPTED" | "DECLINED" | "CANCELLED" | "EXPIRED" | "VOIDED" | "PARTLY_REFUNDED" | "REFUNDED";

export type CounterRefusalCode = "R1" | "R2" | "R3" | "R4" | "R5" | "R6" | "R7" | "INCIDENT";

/** One of the seven refusals, in the service's own words. The person's balance is never among them. */
export type CounterRefusal = { code: CounterRefusalCode; title: string; sentence: string };

/** What the counter shows to be read or dictated: a random reference [Q7]. */
export type ChargeCode = { typedCode: string; url: string; expiresAt: string };

/** A sale as the counter sees it: never who pays, from where, or with whose points. Points are decimal text. */
export type CounterCharge = {
  chargeId: Hex;
  points: string;
  refundedPoints: string;
  offerText: string;
  status: CounterChargeStatus;
  /** Only in the answer that opens the sale. */
  code?: ChargeCode;
  at: string;
  validBefore?: string;
  /** The charge for the terminal to sign, once the person's consent is there. */
  toSign?: ToSign;
  refusal?: CounterRefusal;
  receiptNumber: string;
  canVoid: boolean;
};

const LIVE_MS = 1_500;
const LIVE: ReadonlySet<CounterChargeStatus> = new Set(["OPEN", "MET", "CONSENTED", "SENT"]);

export function isLive(status: CounterChargeStatus | undefined): boolean {
  return status !== undefined && LIVE.has(status);
}

/**
 * A sale, read often while something may still happen; live events make it read sooner. What follows a signature is
 * told by this read and by nothing else: « accepté » is the indexed receipt [Q11].
 */
export function counterChargeQuery(chargeId: string) {
  return queryOptions({
    queryKey: ["acting", "charges", chargeId],
    queryFn: ({ signal }) => readAnswer<CounterCharge>(`/api/charges/${chargeId}`, { signal }),
    refetchInterval: ({ state }) => (isLive(state.data?.status) ? LIVE_MS : false),
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
}

/** The code of a sale opened on this screen, kept apart: a later read of the sale does not give it again. */
export function chargeCodeKey(chargeId: string) {
  return ["acting", "charge-code", chargeId];
}
