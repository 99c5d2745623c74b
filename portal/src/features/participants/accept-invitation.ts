import type { Hex } from "viem";
import { followOperation } from "../../api/follow-operation.ts";
import { IDEMPOTENCY_HEADER, operationLocation } from "../../api/submit-operation.ts";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { requestJson } from "../../api/request-json.ts";

export type InvitationPreview = Shape<"InvitationPreview">;

/** What an invitation gives, before it is accepted. The code goes in the body, never in an address [S12]. */
export function previewInvitation(code: string): Promise<InvitationPreview> {
  return readAnswer<InvitationPreview>("/api/invitations/preview", { method: "POST", body: { code } });
}

export type InvitationKey = { signer: Hex; signerKind: "FULL" | "DEVICE" };

/**
 * Accepts an invitation, with a key where the role signs; an account that it opens is followed until the index shows
 * it. True when an officer must still confirm.
 */
export async function acceptInvitation(code: string, key: InvitationKey | undefined, tools: { idempotencyKey: string; onStatus: (status: string) => void }): Promise<boolean> {
  const request = { method: "POST", body: { code, ...key }, headers: { [IDEMPOTENCY_HEADER]: tools.idempotencyKey } };
  const { body, response } = await requestJson("/api/invitations/accept", request);
  const { pendingAct, operation } = body as { pendingAct?: boolean; operation?: unknown };
  if (operation !== undefined) await followOperation(operationLocation(response, operation), { onStatus: tools.onStatus });
  return pendingAct === true;
}
