import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

export type Registry = Shape<"Registry">;

export const registryQuery = queryOptions({
  queryKey: ["public", "registry"],
  queryFn: ({ signal }) => readAnswer<Registry>("/api/public/registry", { signal }),
});
