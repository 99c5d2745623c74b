import { queryOptions } from "@tanstack/react-query";
import type { Problem } from "../../api/problem.ts";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { operationLocation, IDEMPOTENCY_HEADER, submitAct } from "../../api/submit-operation.ts";
import type { SubmissionTools } from "../../api/use-submission.ts";
import { followOperation } from "../../api/follow-operation.ts";
import { requestJson } from "../../api/request-json.ts";
import type { Signed } from "../../signing/typed-struct.ts";

/** A municipal act: what officers sign, how many must, who did. */
export type Act = Shape<"Act">;
export type ActStatus = Act["status"];

/** What every route that drafts an act answers. */
export type ActAnswer = { act: Act };

/** The city tells each officer of a new act; the end of one is told to who sent it, so the others ask again. */
const ON_ITS_WAY_MS = 2_000;

export const actsQuery = queryOptions<Act[], Problem>({
  queryKey: ["acts"],
  refetchInterval: ({ state }) => (state.data?.some(({ status }) => status === "SENT") ? ON_ITS_WAY_MS : false),
  queryFn: async ({ signal }) => (await readAnswer<{ acts: Act[] }>("/api/acts", { signal })).acts,
});

export function actQuery(id: string) {
  return queryOptions<Act, Problem>({
    queryKey: ["acts", id],
    refetchInterval: ({ state }) => (state.data?.status === "SENT" ? ON_ITS_WAY_MS : false),
    queryFn: async ({ signal }) => (await readAnswer<ActAnswer>(`/api/acts/${encodeURIComponent(id)}`, { signal })).act,
  });
}

type Tools = Pick<SubmissionTools, "idempotencyKey" | "onStatus">;

/** Drafts an act: nothing is signed yet, and nothing changes before officers sign it. */
export async function draftAct(path: string, body: unknown, { idempotencyKey }: Pick<Tools, "idempotencyKey">): Promise<Act> {
  return (await submitAct<ActAnswer>({ path, body, idempotencyKey })).act;
}

/** Adds an officer's signature. The last one needed sends the act: it is then followed until the index shows it. */
export async function approveAct(id: string, signed: Signed, { idempotencyKey, onStatus }: Tools): Promise<void> {
  const path = `/api/acts/${encodeURIComponent(id)}/approvals`;
  const { body, response } = await requestJson(path, { method: "POST", body: { signed }, headers: { [IDEMPOTENCY_HEADER]: idempotencyKey } });
  if (!hasOperation(body)) return;
  await followOperation(operationLocation(response, body), { onStatus });
}

export async function withdrawAct(id: string, { idempotencyKey }: Pick<Tools, "idempotencyKey">): Promise<Act> {
  return (await submitAct<ActAnswer>({ path: `/api/acts/${encodeURIComponent(id)}/withdrawal`, body: {}, idempotencyKey })).act;
}

function hasOperation(body: unknown): boolean {
  return typeof body === "object" && body !== null && "operation" in body && body.operation !== undefined;
}
