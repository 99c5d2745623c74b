import type { DataSource } from "typeorm";
import { z } from "zod";
import { Reply } from "../../platform/http/reply.ts";
import { defineRoute, type Route } from "../../platform/http/route.ts";
import { bytes32, count, signatureBytes } from "../../platform/http/wire-schemas.ts";
import { auditProblems } from "./audit.problems.ts";
import { anchoredDays, ownCloseOf, ownCloses } from "./close-store.ts";
import { dailyCloseSchema } from "./daily-close.ts";

const LISTED_MAX = 400;

export interface ClosesRoutesParts {
  readonly database: DataSource;
  readonly cityId: number;
  readonly asOfBlock: () => Promise<number>;
}

const closesSchema = z
  .object({
    cityId: count,
    closes: z.array(
      z.object({
        day: z.iso.date(),
        reportHash: bytes32.meta({ description: "SHA-256 of the bytes at /api/public/closes/{day}" }),
        anchored: z.boolean().meta({ description: "The ledger holds this very hash" }),
        validBefore: z.string().meta({ description: "Seconds; part of the signed ReportAnchor" }),
        signature: signatureBytes.meta({ description: "Over the ReportAnchor (EIP-712), by the city's service" }),
      }),
    ),
    asOfBlock: count,
  })
  .meta({ id: "Closes" });

/** The city's daily closes, for anyone: a list, and each as the very bytes whose hash is on the ledger. */
export function closesRoutes(parts: ClosesRoutesParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/public/closes",
      summary: "Daily closes of the city, newest first",
      access: "public",
      answer: closesSchema,
      handle: async () => {
        const closes = await ownCloses(parts.database, parts.cityId, "0001-01-01", LISTED_MAX);
        const anchored = await anchoredDays(parts.database, parts.cityId, closes.map(({ day }) => day));
        return {
          cityId: parts.cityId,
          closes: closes.map(({ day, reportHash, validBefore, signature }) => ({
            day,
            reportHash,
            anchored: anchored.get(day) === reportHash,
            validBefore: validBefore.toString(),
            signature,
          })),
          asOfBlock: await parts.asOfBlock(),
        };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/public/closes/{day}",
      summary: "One daily close: the exact bytes whose SHA-256 is anchored",
      access: "public",
      params: z.strictObject({ day: z.iso.date() }),
      answer: dailyCloseSchema.meta({ id: "DailyClose" }),
      problems: ["close-unknown"],
      handle: async ({ params }) => {
        const close = await ownCloseOf(parts.database, parts.cityId, params.day);
        if (close === undefined) throw auditProblems.of("close-unknown");
        return new Reply(200, { headers: { "Content-Type": "application/json; charset=utf-8" }, body: close.text });
      },
    }),
  ];
}
