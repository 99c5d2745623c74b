import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** `code` is only in the answer that creates it. */
export type Invitation = Shape<"Invitation">;
export type InvitationRole = Invitation["role"];

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: async ({ signal }) => (await readAnswer<{ invitations: Invitation[] }>("/api/invitations", { signal })).invitations,
});

export type InvitationRequest = { role: InvitationRole; displayName: string; institution?: Hex; powers?: string[] };

export async function invite(request: InvitationRequest): Promise<Invitation> {
  return (await readAnswer<{ invitation: Invitation }>("/api/invitations", { method: "POST", body: request })).invitation;
}

export async function withdrawInvitation(id: string): Promise<void> {
  await readAnswer(`/api/invitations/${encodeURIComponent(id)}/withdraw`, { method: "POST", body: {} });
}
