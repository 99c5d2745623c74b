import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

export type Closes = Shape<"Closes">["closes"];

export const closesQuery = queryOptions({
  queryKey: ["public", "closes"],
  queryFn: async ({ signal }) => (await readAnswer<Shape<"Closes">>("/api/public/closes", { signal })).closes,
});
