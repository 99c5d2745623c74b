import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";

/** An exchange as one of its two people sees it. Points are decimal text. */
export type Exchange = WithHex<Shape<"Exchange">, "exchangeId">;
export type ExchangeStatus = Exchange["status"];
export type ExchangeRole = Exchange["iAm"];
export type ExchangeKind = Exchange["kind"];
export type GivenTestimonial = Shape<"Testimonial">;

/** The council's bounds, said before one is proposed. */
export type ExchangeLimits = Omit<Shape<"ExchangeLimits">, "note">;

const SENT_MS = 1_500;

export const exchangesQuery = queryOptions({
  queryKey: ["exchanges"],
  queryFn: async ({ signal }) => (await readAnswer<{ exchanges: Exchange[] }>("/api/exchanges", { signal })).exchanges,
});

export const exchangeLimitsQuery = queryOptions({
  queryKey: ["exchange-limits"],
  queryFn: ({ signal }) => readAnswer<ExchangeLimits>("/api/exchanges/limits", { signal }),
});

export function exchangeQuery(exchangeId: string) {
  return queryOptions({
    queryKey: ["exchanges", exchangeId],
    queryFn: async ({ signal }) => (await readAnswer<{ exchange: Exchange }>(`/api/exchanges/${exchangeId}`, { signal })).exchange,
    refetchInterval: ({ state }) => (state.data?.status === "SENT" ? SENT_MS : false),
  });
}

const OVER: readonly ExchangeStatus[] = ["SETTLED", "DECLINED", "EXPIRED", "FAILED"];

/** Those that wait for this person, those that wait for the other, and those that are over. A testimonial is never owed. */
export function sortExchanges(exchanges: readonly Exchange[]): { mine: Exchange[]; underWay: Exchange[]; over: Exchange[] } {
  const isMine = ({ myTurn }: Exchange) => myTurn === "ACCEPT" || myTurn === "SIGN" || myTurn === "CONFIRM";
  const isOver = (exchange: Exchange) => !isMine(exchange) && OVER.includes(exchange.status);
  return {
    mine: exchanges.filter(isMine),
    underWay: exchanges.filter((exchange) => !isMine(exchange) && !isOver(exchange)),
    over: exchanges.filter(isOver),
  };
}
