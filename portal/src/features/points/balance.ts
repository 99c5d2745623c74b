import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** Points as decimal text; `isOpened` is false for points of a city that the resident has not opened. */
export type Balance = Shape<"Balance">;

export const balanceQuery = queryOptions({
  queryKey: ["account", "balance"],
  queryFn: ({ signal }) => readAnswer<Balance>("/api/account/balance", { signal }),
});
