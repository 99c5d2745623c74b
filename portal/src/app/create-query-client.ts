import { QueryClient } from "@tanstack/react-query";
import { asProblem } from "../api/problem.ts";

const MAX_READ_RETRIES = 2;

/** Reads are tried again only when nothing answered or the service failed; an act is never repeated by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}
