import type { DataSource } from "typeorm";
import type { Address } from "viem";
import type { Caller } from "../../kernel/caller.ts";
import { sameHex } from "../../kernel/hex.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { operationAnswerSchema } from "../../relay/operation.schemas.ts";
import { institutionOfCity } from "./institution-store.ts";
import { participantsProblems } from "./participants.problems.ts";
import { terminalProblems } from "./terminal.problems.ts";
import type { Terminals } from "./terminals.ts";
import { enrolTerminalBody, merchantParams, terminalCodeBody, terminalCodeSchema, terminalParams, terminalsSchema } from "./terminals.schemas.ts";

export interface TerminalsRoutesParts {
  readonly database: DataSource;
  readonly terminals: Terminals;
  readonly cityId: number;
}

const keepers = [{ role: "OFFICER", powers: ["ACCREDIT"] }, { role: "MERCHANT_OWNER" }] as const;

export function terminalsRoutes({ database, terminals, cityId }: TerminalsRoutesParts): Route[] {
  const { manager } = database;
  const requireKeeper = async (caller: Caller, merchant: Address) => {
    const institution = await institutionOfCity(manager, cityId, merchant);
    if (!mayKeep(caller, merchant)) throw participantsProblems.of("role-missing");
    return institution;
  };
  return [
    defineRoute({
      method: "GET",
      path: "/api/institutions/{merchant}/terminals",
      summary: "Terminals of a merchant",
      access: [...keepers, { role: "CASHIER" }],
      params: merchantParams,
      answer: terminalsSchema,
      problems: ["institution-unknown", "role-missing"],
      handle: async ({ caller, params, request }) => {
        if (caller.actingFor?.kind !== "CASHIER" || caller.actingFor.institution !== params.merchant) await requireKeeper(caller, params.merchant);
        const thisDevice = request.get("x-maille-terminal") ?? "";
        const found = await terminals.ofMerchant(manager, params.merchant);
        return {
          terminals: found.map((terminal) => ({
            terminal: terminal.terminal,
            label: terminal.label,
            status: terminal.isActive ? ("ACTIVE" as const) : ("CLOSED" as const),
            enrolledAt: terminal.enrolledAt.toISOString(),
            isThisDevice: sameHex(terminal.terminal, thisDevice),
          })),
        };
      },
    }),
    defineRoute({
      method: "POST",
      path: "/api/institutions/{merchant}/terminal-codes",
      summary: "A one-time code that enrols one terminal within 15 minutes",
      access: keepers,
      params: merchantParams,
      body: terminalCodeBody,
      answer: terminalCodeSchema,
      problems: ["institution-unknown", "institution-inactive", "institution-kind-refused", "role-missing"],
      limit: { count: 30, per: "hour", by: "person" },
      handle: async ({ caller, params, body }) => {
        const institution = await requireKeeper(caller, params.merchant);
        if (institution.kind === "ORGANIZATION") throw participantsProblems.of("institution-kind-refused");
        if (institution.status !== "ACTIVE") throw participantsProblems.of("institution-inactive");
        const { code, expiresAt } = await terminals.issueCode(manager, caller, params.merchant, body.label);
        return { code, expiresAt: expiresAt.toISOString() };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/terminals",
      summary: "Enrols this device as a terminal of the merchant one acts for",
      access: [{ role: "CASHIER" }, { role: "MERCHANT_OWNER" }],
      body: enrolTerminalBody,
      answer: operationAnswerSchema,
      problems: ["one-time-code-refused", "terminal-exists", "terminal-key-refused", "too-many-terminals", "institution-inactive"],
      limit: { count: 10, per: "hour", by: "person" },
      handle: async ({ caller, body, transaction }) => {
        const merchant = caller.actingFor?.institution;
        if (merchant === undefined) throw participantsProblems.of("role-missing");
        return { operation: await terminals.enrol(transaction, caller, merchant, body.code, body.signer) };
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/terminals/{terminal}/removal",
      summary: "Withdraws a terminal",
      access: keepers,
      params: terminalParams,
      answer: operationAnswerSchema,
      problems: ["terminal-not-enrolled", "institution-unknown", "role-missing"],
      handle: async ({ caller, params, transaction }) => {
        const terminal = await terminals.of(manager, params.terminal);
        if (terminal === undefined) throw terminalProblems.of("terminal-not-enrolled");
        await requireKeeper(caller, terminal.merchant);
        return { operation: await terminals.remove(transaction, caller, terminal) };
      },
    }),
  ];
}

/** An officer of accreditation, or the owner who acts for that very merchant. */
function mayKeep(caller: Caller, merchant: Address): boolean {
  const isOfficer = caller.roles.some((role) => role.kind === "OFFICER" && (role.powers?.includes("ACCREDIT") ?? false));
  return isOfficer || (caller.actingFor?.kind === "MERCHANT_OWNER" && caller.actingFor.institution === merchant);
}
