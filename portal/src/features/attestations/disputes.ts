import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import { submitAct } from "../../api/submit-operation.ts";

/** A resident's request to dispute a line; `actId` once an officer drafted the dispute. */
export type DisputeRequest = {
  requestId: string;
  sheetId: Hex;
  index: number;
  residentName: string | null;
  reason: string;
  explanation: string;
  requestedAt: string;
  windowEndsAt: string;
  institutionName: string;
  activityTitle: string;
  quantityText: string;
  points: string;
  actId: string | null;
};

/** A disputed line that this city decides, or that it opened. */
export type Dispute = {
  sheetId: Hex;
  index: number;
  round: number;
  by: "RESIDENT_CITY" | "PROGRAMME_CITY" | "INSTITUTION";
  byCityName: string | null;
  reason: string;
  openedAt: string;
  decideBefore: string;
  institutionName: string;
  programmeTitle: string;
  quantityText: string | null;
  points: string | null;
  canDecide: boolean;
};

export type Disputes = { requests: DisputeRequest[]; disputes: Dispute[] };

export const disputesQuery = queryOptions({
  queryKey: ["disputes"],
  queryFn: ({ signal }) => readAnswer<Disputes>("/api/disputes", { signal }),
});

/** Answers a resident that their city will not dispute the line. */
export async function refuseRequest(requestId: string, explanation: string, idempotencyKey: string): Promise<void> {
  await submitAct({ path: `/api/disputes/requests/${requestId}/refusal`, body: { explanation }, idempotencyKey });
}
