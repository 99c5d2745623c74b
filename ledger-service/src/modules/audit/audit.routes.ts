import { Reply } from "../../platform/http/reply.ts";
import { defineRoute, type Route } from "../../platform/http/route.ts";
import type { LightJson } from "./audit.schemas.ts";
import { issuanceQuerySchema, issuanceSchema, publicSummarySchema, reconciliationSchema } from "./audit.schemas.ts";
import { auditPeriod, issuanceCsv, readIssuanceAudit, type IssuanceAuditParts } from "./issuance-audit.ts";
import { readPublicSummary, type PublicSummaryParts } from "./public-summary.ts";
import { figureJson, type Reconciliation } from "./reconcile.ts";

export interface AuditRoutesParts extends IssuanceAuditParts, PublicSummaryParts {
  readonly readLight: () => Promise<LightJson>;
  readonly reconcileNow: () => Promise<Reconciliation>;
  readonly asOfBlock: () => Promise<number>;
}

/** Whoever holds AUDIT here, an officer of another city included; programme officers see their own work. */
const auditors = [
  { role: "AUDITOR", powers: ["AUDIT"] },
  { role: "OFFICER", powers: ["AUDIT", "PROGRAMME", "TREASURY"] },
] as const;

export function auditRoutes(parts: AuditRoutesParts): Route[] {
  return [
    defineRoute({
      method: "GET",
      path: "/api/public/summary",
      summary: "The city in public: programmes, totals, and whether ledger and database agree",
      access: "public",
      answer: publicSummarySchema,
      handle: async () => ({
        ...(await readPublicSummary(parts)),
        light: await parts.readLight(),
        asOfBlock: await parts.asOfBlock(),
      }),
    }),
    defineRoute({
      method: "GET",
      path: "/api/audit/issuance",
      summary: "Every issued point of a period, back to its resolution",
      access: auditors,
      query: issuanceQuerySchema,
      answer: issuanceSchema,
      answerMediaTypes: ["application/json", "text/csv"],
      problems: ["cursor-unknown"],
      handle: async ({ query }) => {
        const now = new Date();
        if (query.format === "csv") {
          const { fromDay, toDay } = auditPeriod(parts.cityId, query, now);
          return Reply.csv(`emissions-${fromDay}-${toDay}.csv`, await issuanceCsv(parts, query, now));
        }
        return { ...(await readIssuanceAudit(parts, query, now)), asOfBlock: await parts.asOfBlock() };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/audit/reconciliation",
      summary: "Every compared figure, ledger beside database",
      access: auditors,
      answer: reconciliationSchema,
      handle: async () => {
        const { light, figures } = await parts.reconcileNow();
        return { light, figures: figures.map(figureJson) };
      },
    }),
  ];
}
