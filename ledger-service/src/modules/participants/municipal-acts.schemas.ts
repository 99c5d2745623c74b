import { z } from "zod";
import { count, isoTime, signed, toSign } from "../../platform/http/wire-schemas.ts";
import { operationSchema } from "../../relay/operation.schemas.ts";
import { officerPowers } from "../../kernel/caller.ts";

export const actStatuses = ["OPEN", "SENT", "DONE", "FAILED", "EXPIRED", "WITHDRAWN"] as const;

export const actDetail = z.object({ label: z.string(), value: z.string() });

/** A municipal act: what officers sign, how many must, who did. */
export const actSchema = z
  .object({
    id: z.uuid(),
    kind: z.string().meta({ description: "Name of the signed struct" }),
    title: z.string(),
    titleEn: z.string(),
    toSign,
    power: z.enum(officerPowers),
    needed: count,
    approvals: z.array(z.object({ officerName: z.string(), at: isoTime })),
    iHaveApproved: z.boolean(),
    canApprove: z.boolean(),
    status: z.enum(actStatuses),
    details: z.array(actDetail),
    createdAt: isoTime,
    validBefore: isoTime,
    operationId: z.uuid().optional(),
  })
  .meta({ id: "Act" });
export type ActView = z.output<typeof actSchema>;

/** The answer of every route that drafts an act. */
export const actAnswerSchema = z.object({ act: actSchema }).meta({ id: "ActAnswer" });
export const actsSchema = z.object({ acts: z.array(actSchema) }).meta({ id: "Acts" });
export const approvalAnswerSchema = z.object({ act: actSchema, operation: operationSchema.optional() }).meta({ id: "ApprovalAnswer" });
export const actsQuery = z.object({ status: z.enum(actStatuses).optional() });
export const actParams = z.object({ id: z.uuid() });
export const approvalBody = z.object({ signed }).meta({ id: "ApprovalRequest" });
