import { z } from "zod";
import { officerPowers, roleKinds, signInMethods } from "../kernel/caller.ts";
import { address, bytes32, isoTime } from "../platform/http/wire-schemas.ts";

const roleSchema = z
  .object({
    kind: z.enum(roleKinds),
    institution: address.optional(),
    institutionName: z.string().optional(),
    powers: z.array(z.enum(officerPowers)).optional(),
  })
  .meta({ id: "Role" });

const citySchema = z.object({
  id: z.number().int(),
  slug: z.string(),
  name: z.string(),
  accent: z.string(),
  phone: z.string(),
  localizedOrigin: z.string(),
});

const networkSchema = z
  .object({
    chainId: z.number().int(),
    genesisHash: bytes32,
    isDemo: z.boolean().meta({ description: "The cast's keys are at hand, and its points have no value" }),
    isSealed: z.boolean().meta({ description: "Pages carry the seals of the cities; false on a chain that one computer keeps" }),
    contracts: z.record(z.string(), address),
    verifiers: z.object({ cityPasskey: address, device: address }),
    rpId: z.string(),
  })
  .meta({ id: "Network" });

const personSchema = z
  .object({
    personId: z.uuid(),
    displayName: z.string(),
    signInMethod: z.enum(signInMethods),
    isEnrolled: z.boolean(),
    account: address.optional(),
    roles: z.array(roleSchema),
    actingFor: z.object({ institution: address, institutionName: z.string(), kind: z.enum(roleKinds) }).optional(),
    idleExpiresAt: isoTime,
    absoluteExpiresAt: isoTime,
  })
  .meta({ id: "SessionPerson" });

export const sessionSchema = z
  .object({ csrfToken: z.string(), city: citySchema, network: networkSchema, person: personSchema.nullable() })
  .meta({ id: "Session" });

/** The part of every session's answer that never changes while the service runs. */
export type SessionFrame = Pick<z.input<typeof sessionSchema>, "city" | "network">;
export type SessionAnswer = z.input<typeof sessionSchema>;
