import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { submitAct } from "../../api/submit-operation.ts";

/** A resident's request to dispute a line; `actId` once an officer drafted the dispute. */
export type DisputeRequest = Disputes["requests"][number];

/** A disputed line that this city decides, or that it opened. */
export type Dispute = Disputes["disputes"][number];

export type Disputes = Shape<"Disputes">;

export const disputesQuery = queryOptions({
  queryKey: ["disputes"],
  queryFn: ({ signal }) => readAnswer<Disputes>("/api/disputes", { signal }),
});

/** Answers a resident that their city will not dispute the line. */
export async function refuseRequest(requestId: string, explanation: string, idempotencyKey: string): Promise<void> {
  await submitAct({ path: `/api/disputes/requests/${requestId}/refusal`, body: { explanation }, idempotencyKey });
}
