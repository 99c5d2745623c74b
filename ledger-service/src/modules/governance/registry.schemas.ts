import { z } from "zod";
import { count, isoTime, points } from "../../platform/http/wire-schemas.ts";

export const registrySchema = z
  .object({
    consensus: z.enum(["QBFT", "NONE"]).meta({ description: "NONE: a trial register, which no city seals" }),
    setSize: count.meta({ description: "Active member cities, each with a validator" }),
    quorum: count,
    members: z.array(z.object({ cityId: count, cityName: z.string() })),
    blocks: z.array(
      z.object({
        blockNumber: count,
        at: isoTime,
        transactionCount: count,
        sealedBy: z.array(z.object({ cityId: count, cityName: z.string() })).nullable().meta({ description: "Null on a trial register" }),
        setSize: count.nullable().meta({ description: "Cities that might seal it" }),
      }),
    ),
    totals: z.array(
      z.object({ cityId: count, cityName: z.string(), issuedPoints: points, redeemedPoints: points, returnedPoints: points, supplyPoints: points }),
    ),
    pausedUntil: isoTime.nullable(),
    asOfBlock: count,
  })
  .meta({ id: "Registry" });
export type RegistryJson = z.input<typeof registrySchema>;

export const registryQuery = z.object({ blocks: z.coerce.number().int().min(1).max(100).optional() });
