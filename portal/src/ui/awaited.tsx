import type { ReactNode } from "react";
import { Loading } from "./loading.tsx";
import { ProblemBanner } from "./problem-banner.tsx";

type Reading<Data> = { data: Data | undefined; error: unknown; refetch: () => unknown };

/** What a read gives, its place while it comes, or why it did not come and a way to try again. */
export function Awaited<Data>({ reading, what, lines, children }: { reading: Reading<Data>; what: string; lines?: number; children: (data: Data) => ReactNode }) {
  if (reading.data !== undefined) return <>{children(reading.data)}</>;
  if (reading.error) return <ProblemBanner error={reading.error} onRetry={() => void reading.refetch()} />;
  return lines === undefined ? <Loading what={what} /> : <Loading what={what} lines={lines} />;
}
