import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";

/** A sale as the counter sees it: never who pays, from where, or with whose points. `code` comes only when it is opened. */
export type CounterCharge = WithHex<Shape<"CounterCharge">, "chargeId">;
export type CounterChargeStatus = CounterCharge["status"];

/** One of the seven refusals, in the service's own words. The person's balance is never among them. */
export type CounterRefusal = Pick<Shape<"Refusal">, "code" | "title" | "sentence">;
export type CounterRefusalCode = CounterRefusal["code"];

/** What the counter shows to be read or dictated: a random reference [Q7]. */
export type ChargeCode = NonNullable<CounterCharge["code"]>;

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
