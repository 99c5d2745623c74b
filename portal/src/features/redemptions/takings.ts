import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { isLive } from "./counter-charge.ts";
import type { CounterCharge } from "./counter-charge.ts";

/** A civil day of the counter. */
export type Takings = Omit<Shape<"Takings">, "charges"> & { charges: CounterCharge[] };

const LIVE_MS = 3_000;

export function takingsQuery(date: string) {
  return queryOptions({
    queryKey: ["acting", "takings", date],
    queryFn: ({ signal }) => readAnswer<Takings>(`/api/charges?${new URLSearchParams({ date })}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.charges.some(({ status }) => isLive(status)) ? LIVE_MS : false),
    staleTime: 0,
  });
}

const WITHOUT_EFFECT: ReadonlySet<CounterCharge["status"]> = new Set(["DECLINED", "CANCELLED", "EXPIRED"]);

/** Sales of the ledger or on their way to it, apart from those that came to nothing. */
export function splitTakings(charges: readonly CounterCharge[]): { sales: CounterCharge[]; withoutEffect: CounterCharge[] } {
  const came = (charge: CounterCharge) => !WITHOUT_EFFECT.has(charge.status);
  return { sales: charges.filter(came), withoutEffect: charges.filter((charge) => !came(charge)) };
}

/** What of a sale may still be given back. */
export function remainingPoints({ status, points, refundedPoints }: CounterCharge): bigint {
  return status === "ACCEPTED" || status === "PARTLY_REFUNDED" ? BigInt(points) - BigInt(refundedPoints) : 0n;
}
