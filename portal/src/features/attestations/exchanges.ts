import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { ToSign } from "../../signing/typed-struct.ts";

export type ExchangeStatus = "PROPOSED" | "ACCEPTED" | "PROVIDER_SIGNED" | "SENT" | "SETTLED" | "DECLINED" | "EXPIRED" | "FAILED";
export type ExchangeRole = "PROVIDER" | "RECEIVER";
export type ExchangeKind = "SERVICE" | "OBJECT";
export type ExchangeTurn = "ACCEPT" | "SIGN" | "CONFIRM" | "TESTIFY";

export type GivenTestimonial = { by: "ME" | "PARTNER"; rating: number; text: string | null; at: string };

/** An exchange as one of its two people sees it. Points are decimal text. */
export type Exchange = {
  exchangeId: Hex;
  status: ExchangeStatus;
  iAm: ExchangeRole;
  iProposed: boolean;
  partnerName: string | null;
  partnerCityName: string;
  title: string;
  description: string;
  points: string;
  quantityMinutes: number;
  kind: ExchangeKind;
  toSign?: ToSign;
  myTurn: ExchangeTurn | null;
  proposedAt: string;
  confirmBefore: string | null;
  settledAt: string | null;
  testimonials: GivenTestimonial[];
};

/** The council's bounds, said before one is proposed. */
export type ExchangeLimits = { pointsPerMinuteMax: number; pairPointsMax: string; newPartnersMax: number };

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
