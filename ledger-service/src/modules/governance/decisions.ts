import { z } from "zod";
import { decimalSchema } from "../../kernel/decimal.ts";
import { address, bytes32, isoTime, signerBytes } from "../../platform/http/wire-schemas.ts";

const cityId = z.number().int().min(1).max(255);
const uint32 = z.number().int().min(0).max(0xffff_ffff);
const population = z.number().int().min(1).max(0xffff_ffff);

/** Contract roles that a policy contract holds; CONSORTIUM itself cannot be moved. */
export const policyRoles = ["REGISTRAR", "SHEETS", "DOOR", "MOVER", "DESK"] as const;
export const capKinds = ["FULL", "DEVICE", "CARD"] as const;

const founder = z.strictObject({ account: address, signer: signerBytes });

/**
 * What a council may decide from the portal: a closed list, each with its fields. The service makes the exact calls of
 * it, and reads them back from the ledger for display: what people read is what is called.
 */
export const decisionSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("ADMIT_CITY"),
      cityId,
      population,
      /** Exact host of its portal: the only relying party of its passkeys. */
      host: z.string().regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)*$/),
      validator: address,
      /** Gives the address of the city's own institution; drawn when absent. */
      institutionSalt: bytes32.optional(),
      administrator: founder,
      service: founder,
    }),
    z.strictObject({ kind: z.literal("DEPART_CITY"), cityId }),
    z.strictObject({ kind: z.literal("SUSPEND_CITY"), cityId }),
    z.strictObject({ kind: z.literal("REINSTATE_CITY"), cityId }),
    z.strictObject({ kind: z.literal("REPLACE_VALIDATOR"), cityId, validator: address }),
    z.strictObject({ kind: z.literal("RECORD_POPULATION"), cityId, population }),
    z.strictObject({ kind: z.literal("WEEKLY_MINUTES"), ceilingMinutes: uint32 }),
    z.strictObject({
      kind: z.literal("CAPS"),
      signerKind: z.enum(capKinds),
      perChargePoints: decimalSchema,
      perDayPoints: decimalSchema,
      ceilingPerDayPoints: decimalSchema,
    }),
    z.strictObject({ kind: z.literal("EXCHANGE_LIMITS"), pointsPerMinuteMax: uint32, pairPointsMax: uint32, newPartnersMax: uint32 }),
    z.strictObject({ kind: z.literal("DEFAULT_CEILING"), pointsPerResident: uint32 }),
    z.strictObject({ kind: z.literal("ADD_PERIODS"), startsAt: z.array(isoTime).min(1).max(60) }),
    z.strictObject({ kind: z.literal("REPLACE_POLICY"), role: z.enum(policyRoles), previous: address, next: address }),
    z.strictObject({ kind: z.literal("ALLOW_PAUSE_AGAIN") }),
    z.strictObject({ kind: z.literal("LIFT_PAUSE") }),
  ])
  .meta({ id: "CouncilDecision" });

export type Decision = z.output<typeof decisionSchema>;
export type DecisionKind = Decision["kind"];
