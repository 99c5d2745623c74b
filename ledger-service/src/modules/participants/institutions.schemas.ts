import { z } from "zod";
import { address, count, isoTime, points } from "../../platform/http/wire-schemas.ts";

export const cityListSchema = z
  .object({
    cities: z.array(
      z.object({
        id: count,
        slug: z.string(),
        name: z.string(),
        population: count,
        origin: z.string(),
        character: z.string().meta({ description: "Starts member codes and typed codes of this city" }),
      }),
    ),
  })
  .meta({ id: "Cities" });

const kinds = ["ORGANIZATION", "MERCHANT", "CITY"] as const;
const statuses = ["ACTIVE", "SUSPENDED", "CLOSED"] as const;

export const institutionSchema = z
  .object({
    institution: address,
    kind: z.enum(kinds),
    name: z.string(),
    category: z.string(),
    address: z.string().optional(),
    status: z.enum(statuses),
    sinceDate: z.iso.date(),
    phone: z.string().optional().meta({ description: "Officers only, like what follows" }),
    dailyCeilingPoints: points.optional(),
    revision: count.optional(),
    coordinatorCount: count.optional(),
    terminalCount: count.optional(),
    suspensionEndsAt: isoTime.nullable().optional(),
  })
  .meta({ id: "Institution" });
export const institutionsSchema = z.object({ institutions: z.array(institutionSchema), asOfBlock: count }).meta({ id: "Institutions" });
export const institutionAnswerSchema = z.object({ institution: institutionSchema, asOfBlock: count }).meta({ id: "InstitutionAnswer" });
export const institutionsQuery = z.object({ kind: z.enum(kinds).optional(), status: z.enum(statuses).optional() });
export const institutionParams = z.object({ institution: address });

export const accreditBody = z
  .object({
    kind: z.enum(["ORGANIZATION", "MERCHANT"]),
    name: z.string().trim().min(2).max(120),
    category: z.string().trim().min(2).max(60),
    address: z.string().trim().max(200).optional(),
    phone: z.string().trim().max(40).optional(),
    dailyCeilingPoints: points.optional().meta({ description: "Merchants: what may be redeemed a UTC day" }),
  })
  .meta({ id: "AccreditationRequest" });

export const institutionStatusBody = z
  .object({ status: z.enum(statuses), reason: z.string().trim().min(3).max(300) })
  .meta({ id: "InstitutionStatusRequest" });

export const membersSchema = z
  .object({
    members: z.array(
      z.object({ id: z.uuid(), displayName: z.string(), role: z.enum(["COORDINATOR", "CASHIER", "MERCHANT_OWNER"]), since: isoTime }),
    ),
  })
  .meta({ id: "InstitutionMembers" });
export const memberParams = z.object({ institution: address, memberId: z.uuid() });
