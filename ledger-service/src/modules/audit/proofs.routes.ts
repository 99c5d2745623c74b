import type { Address, Hex } from "viem";
import { z } from "zod";
import type { Caller, OfficerPower } from "../../kernel/caller.ts";
import { reportKindNames } from "../../platform/chain/generated/enums.ts";
import type { RoleNeed } from "../../platform/http/access.ts";
import { Reply } from "../../platform/http/reply.ts";
import { defineRoute, type Route } from "../../platform/http/route.ts";
import { bytes32 } from "../../platform/http/wire-schemas.ts";
import { auditProblems } from "./audit.problems.ts";
import { findFact, lineFactId, reportFactId, type FactKind } from "./fact.ts";
import { proveFact, type ProvingParts } from "./prove-fact.ts";

export interface ProofsRoutesParts extends ProvingParts {
  /** The charge behind a receipt's code that this city gave. */
  readonly chargeOfReceiptCode: (code: string) => Promise<Hex | undefined>;
}

const proofSchema = z.looseObject({ format: z.literal("maille-proof/1"), chainId: z.number(), kind: z.enum(["RECEIPT", "LINE", "EXCHANGE", "REPORT"]) }).meta({ id: "ProofFile" });

const problems = ["proof-unknown", "proof-not-ready", "proof-unavailable", "proof-broken"] as const;
/** Each proof asks the node for a whole block of receipts. */
const limit = { count: 30, per: "minute", by: "person" } as const;
const auditPowers: readonly OfficerPower[] = ["AUDIT"];
/** Those who read the audit's lines. */
const linePowers: readonly OfficerPower[] = ["AUDIT", "PROGRAMME", "TREASURY"];

/** Whose own fact it may be, and who audits. Merchants and organizations never see an account (D5), so no proof either. */
const readersWith = (powers: readonly OfficerPower[]): readonly RoleNeed[] => [
  { role: "RESIDENT" },
  { role: "AUDITOR", powers: auditPowers },
  { role: "OFFICER", powers },
];

const lineParams = z.strictObject({ sheetId: bytes32, index: z.coerce.number().int().min(0).max(0xffff_ffff) });
const reportParams = z.strictObject({
  cityId: z.coerce.number().int().min(1).max(255),
  kind: z.enum(reportKindNames),
  period: z.coerce.number().int().min(0).max(0xffff_ffff),
});

/** Facts of the ledger as files that anyone can check without this city: for those whose they are, and auditors. */
export function proofsRoutes(parts: ProofsRoutesParts): Route[] {
  const answer = async (kind: FactKind, factId: string, canRead: (accounts: readonly Address[]) => boolean): Promise<Reply> => {
    const fact = await findFact(parts.database, kind, factId);
    if (fact === undefined || !canRead(fact.accounts)) throw auditProblems.of("proof-unknown");
    return proofReply(kind, await proveFact(parts, fact));
  };
  return [
    defineRoute({
      method: "GET",
      path: "/api/proofs/receipts/{chargeId}",
      summary: "The proof of a payment",
      access: readersWith(auditPowers),
      params: z.strictObject({ chargeId: bytes32 }),
      answer: proofSchema,
      problems,
      limit,
      handle: ({ params, caller }) => answer("RECEIPT", params.chargeId, mayRead(caller, auditPowers)),
    }),
    defineRoute({
      method: "GET",
      path: "/api/proofs/lines/{sheetId}/{index}",
      summary: "The proof of a posted line",
      access: readersWith(linePowers),
      params: lineParams,
      answer: proofSchema,
      problems,
      limit,
      handle: ({ params, caller }) => answer("LINE", lineFactId(params.sheetId, params.index), mayRead(caller, linePowers)),
    }),
    defineRoute({
      method: "GET",
      path: "/api/proofs/exchanges/{exchangeId}",
      summary: "The proof of an exchange",
      access: readersWith(auditPowers),
      params: z.strictObject({ exchangeId: bytes32 }),
      answer: proofSchema,
      problems,
      limit,
      handle: ({ params, caller }) => answer("EXCHANGE", params.exchangeId, mayRead(caller, auditPowers)),
    }),
    defineRoute({
      method: "GET",
      path: "/api/proofs/reports/{cityId}/{kind}/{period}",
      summary: "The proof that a city published a report",
      access: "public",
      params: reportParams,
      answer: proofSchema,
      problems,
      limit: { ...limit, by: "address" },
      handle: ({ params: { cityId, kind, period } }) => answer("REPORT", reportFactId(cityId, reportKindNames.indexOf(kind), period), () => true),
    }),
    defineRoute({
      method: "POST",
      path: "/api/public/proofs",
      summary: "The proof of a payment, by the code of its receipt",
      access: "public",
      // In the body: whoever holds the code holds the proof, so no address carries it [S12].
      body: z.strictObject({ code: z.string().min(16).max(24) }),
      answer: proofSchema,
      problems,
      // 80 random bits are not guessed; the limit spares the node.
      limit: { ...limit, by: "address" },
      handle: async ({ body }) => {
        const chargeId = await parts.chargeOfReceiptCode(body.code);
        if (chargeId === undefined) throw auditProblems.of("proof-unknown");
        return answer("RECEIPT", chargeId, () => true);
      },
    }),
  ];
}

/** Whoever holds one of the powers reads every fact, a resident their own. */
function mayRead(caller: Caller, powers: readonly OfficerPower[]): (accounts: readonly Address[]) => boolean {
  const audits = caller.roles.some((role) => role.powers?.some((power) => powers.includes(power)) === true);
  return (accounts) => audits || (caller.account !== undefined && accounts.includes(caller.account));
}

function proofReply(kind: FactKind, text: string): Reply {
  return new Reply(200, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="preuve-${kind.toLowerCase()}.json"`,
    },
    body: text,
  });
}
