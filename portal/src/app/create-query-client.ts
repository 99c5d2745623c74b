import { hashKey, MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";
import { sessionQuery } from "../api/session.ts";

const MAX_READ_RETRIES = 2;
const UNAUTHENTICATED = 401;

/**
 * Reads are tried again only when nothing answered or the service failed; an act is never repeated by itself.
 * Whatever answers that nobody is signed in has the session read again, and the sections' doors follow.
 */
export function createQueryClient(): QueryClient {
  const noticeSignedOut = (error: unknown) => {
    if (asProblem(error).status === UNAUTHENTICATED) void client.invalidateQueries(sessionQuery);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (query.queryHash !== hashKey(sessionQuery.queryKey)) noticeSignedOut(error);
      },
    }),
    mutationCache: new MutationCache({ onError: noticeSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => {
          const { status } = asProblem(error);
          return failures < MAX_READ_RETRIES && (status === 0 || status >= 500);
        },
      },
      mutations: { retry: false },
    },
  });
  return client;
}
