import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** What this city and another owe each other in the period, and up to what each accepts. */
export type ClearingPair = Clearing["rows"][number];

/** `matrix.cells[i][j]`: what city i owes city j, in the order of `cityIds`. */
export type Clearing = Shape<"Clearing">;

export function clearingQuery(period: number | undefined) {
  const search = period === undefined ? "" : `?${new URLSearchParams({ period: String(period) })}`;
  return queryOptions({
    queryKey: ["clearing", period ?? null],
    queryFn: ({ signal }) => readAnswer<Clearing>(`/api/clearing${search}`, { signal }),
  });
}

/** Net position of each city of the matrix: what it receives less what it owes. They sum to zero. */
export function netPositions({ cityIds, cells }: Clearing["matrix"]): { cityId: number; net: bigint; owes: bigint; receives: bigint }[] {
  const at = (debtor: number, creditor: number) => BigInt(cells[debtor]?.[creditor] ?? "0");
  return cityIds.map((cityId, index) => {
    const owes = cityIds.reduce((sum, _, other) => sum + at(index, other), 0n);
    const receives = cityIds.reduce((sum, _, other) => sum + at(other, index), 0n);
    return { cityId, net: receives - owes, owes, receives };
  });
}
