import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** One change of the balance. `points` is signed decimal text; `reason`: what made it, as far as this person may know. */
export type Movement = Shape<"Movement">;
export type MovementsPage = Shape<"Movements">;

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
