import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

export type CouncilMembers = Shape<"CouncilMembers">;
export type Member = CouncilMembers["members"][number];
export type Quorum = Shape<"CouncilQuorum">;
export type Pause = Shape<"CouncilPause">;

const BLOCKS_MS = 10_000;

export const membersQuery = queryOptions({
  queryKey: ["council", "members"],
  refetchInterval: BLOCKS_MS,
  queryFn: ({ signal }) => readAnswer<CouncilMembers>("/api/council/members", { signal }),
});

export function quorumQuery(without: readonly number[]) {
  const search = without.length === 0 ? "" : `?${new URLSearchParams({ without: without.join(",") })}`;
  return queryOptions({
    queryKey: ["council", "quorum", ...without],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => readAnswer<Quorum>(`/api/council/quorum${search}`, { signal }),
  });
}

export const pauseQuery = queryOptions({
  queryKey: ["council", "pause"],
  refetchInterval: BLOCKS_MS,
  queryFn: ({ signal }) => readAnswer<Pause>("/api/council/pause", { signal }),
});
