import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";

export type MovementKind = "EARNED" | "REDEEMED" | "VOIDED" | "REFUNDED" | "EXCHANGE_IN" | "EXCHANGE_OUT";

/** What made a movement, as far as this person may know it. */
export type MovementReason = {
  programmeTitle?: string;
  institutionName?: string;
  signerName?: string;
  resolution?: string;
  cityName?: string;
  merchantName?: string;
  partnerName?: string;
  quantityText?: string;
};

/** One change of the balance. `points` is signed decimal text. */
export type Movement = {
  id: string;
  at: string;
  kind: MovementKind;
  points: string;
  lots: { cityId: number; points: string }[];
  title: string;
  reason: MovementReason;
  chargeId?: string;
  exchangeId?: string;
};

export type MovementsPage = { movements: Movement[]; nextCursor: string | null; asOfBlock: number };

const LAST = 8;
const PAGE = 30;

function readMovements(limit: number, cursor: string | null, signal: AbortSignal): Promise<MovementsPage> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (cursor !== null) query.set("cursor", cursor);
  return readAnswer<MovementsPage>(`/api/account/movements?${query}`, { signal });
}

export const lastMovementsQuery = queryOptions({
  queryKey: ["account", "movements", "last"],
  queryFn: ({ signal }) => readMovements(LAST, null, signal),
});

export const allMovementsQuery = infiniteQueryOptions({
  queryKey: ["account", "movements", "all"],
  queryFn: ({ signal, pageParam }) => readMovements(PAGE, pageParam, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.nextCursor,
});
