import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** An organization's share of a programme. */
export type Allotment = Shape<"Allotment">;

export function allotmentsQuery(programmeId: Hex) {
  return queryOptions({
    queryKey: ["programmes", programmeId, "allotments"],
    queryFn: async ({ signal }) => (await readAnswer<{ allotments: Allotment[] }>(`/api/programmes/${programmeId}/allotments`, { signal })).allotments,
  });
}
