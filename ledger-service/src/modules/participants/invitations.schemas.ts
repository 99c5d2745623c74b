import { z } from "zod";
import { officerPowers, roleKinds } from "../../kernel/caller.ts";
import { address, isoTime, signerBytes } from "../../platform/http/wire-schemas.ts";
import { operationSchema } from "../../relay/operation.schemas.ts";

export const invitationRoles = ["COORDINATOR", "CASHIER", "MERCHANT_OWNER", "OFFICER", "AUDITOR"] as const;
const role = z.enum(invitationRoles);
const powers = z.array(z.enum(officerPowers)).max(officerPowers.length);
const code = z.string().min(1).max(40);

export const invitationSchema = z
  .object({
    id: z.uuid(),
    code: z.string().optional().meta({ description: "Only in the answer that creates it: the service keeps a keyed hash" }),
    role,
    displayName: z.string(),
    institution: address.optional(),
    institutionName: z.string().optional(),
    powers: powers.optional(),
    createdAt: isoTime,
    expiresAt: isoTime,
    status: z.enum(["OPEN", "ACCEPTED", "EXPIRED", "WITHDRAWN"]),
  })
  .meta({ id: "Invitation" });
export const invitationAnswerSchema = z.object({ invitation: invitationSchema }).meta({ id: "InvitationAnswer" });
export const invitationsSchema = z.object({ invitations: z.array(invitationSchema) }).meta({ id: "Invitations" });
export const invitationParams = z.object({ id: z.uuid() });

export const inviteBody = z
  .object({ role, displayName: z.string().trim().min(2).max(120), institution: address.optional(), powers: powers.optional() })
  .meta({ id: "InvitationRequest" });
export const codeBody = z.object({ code }).meta({ id: "InvitationCode" });
export const acceptBody = z
  .object({ code, signer: signerBytes.optional(), signerKind: z.enum(["FULL", "DEVICE"]).optional() })
  .meta({ id: "InvitationAcceptance" });

export const previewSchema = z
  .object({
    role,
    displayName: z.string(),
    institution: address.optional().meta({ description: "Names the key that the person makes for it" }),
    institutionName: z.string().optional(),
    cityName: z.string(),
    powers: powers.optional(),
    needsSigner: z.boolean().meta({ description: "Whether accepting needs a key of one's own" }),
  })
  .meta({ id: "InvitationPreview" });

export const acceptedSchema = z
  .object({
    roles: z.array(
      z.object({ kind: z.enum(roleKinds), institution: address.optional(), institutionName: z.string().optional(), powers: powers.optional() }),
    ),
    pendingAct: z.boolean().optional().meta({ description: "True when an officer must still confirm" }),
    operation: operationSchema.optional(),
  })
  .meta({ id: "InvitationAccepted" });

export const officersSchema = z
  .object({
    officers: z.array(z.object({ personId: z.uuid(), displayName: z.string(), powers, account: address, hasSigner: z.boolean() })),
  })
  .meta({ id: "Officers" });
export const powerBody = z
  .object({ personId: z.uuid(), power: z.enum(officerPowers), granted: z.boolean() })
  .meta({ id: "PowerRequest" });
