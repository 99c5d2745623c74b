import type { Address, Hex } from "viem";
import { civilDayOf } from "../../kernel/civil-day.ts";
import { defineAct, defineRoute, type Route } from "../../platform/http/route.ts";
import { operationAnswerSchema } from "../../relay/operation.schemas.ts";
import { atCounter, merchantOf, type CounterRoutesParts } from "./counter-parts.ts";
import { findCounterCharge } from "./counter-charge-store.ts";
import type { CounterChargeRow } from "./counter-charge.entity.ts";
import { counterChargeView, ledgerChargeView, withCode } from "./counter-charge-view.ts";
import { cancelCharge } from "./end-charge.ts";
import { meetResident } from "./meet-resident.ts";
import { chargeEnd, openCharge } from "./open-charge.ts";
import { findRedemption, findRefusal } from "./redemption-store.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import {
  chargeParamsSchema,
  counterChargeSchema,
  counterQuerySchema,
  counterSchema,
  newChargeBodySchema,
  presentedCodeSchema,
  signedBodySchema,
  takingsQuerySchema,
  takingsSchema,
  type CounterChargeView,
} from "./redemptions.schemas.ts";
import { signCharge } from "./sign-charge.ts";
import { takingsOf } from "./takings.ts";
import { undoRoutes } from "./undo.routes.ts";

/** The counter of a merchant: asked by whoever acts for it; sales are signed by an enrolled terminal. */
export function counterRoutes(parts: CounterRoutesParts): Route[] {
  return [...saleRoutes(parts), ...undoRoutes(parts)];
}

function saleRoutes(parts: CounterRoutesParts): Route[] {
  const { database, cities } = parts;
  return [
    defineRoute({
      method: "GET",
      path: "/api/counter",
      summary: "The merchant's counter and this terminal",
      access: atCounter,
      query: counterQuerySchema,
      answer: counterSchema,
      handle: ({ caller, query }) => readCounter(parts, merchantOf(caller), query.terminal),
    }),
    defineAct({
      method: "POST",
      path: "/api/charges",
      summary: "Opens a sale and gives the code to show",
      access: atCounter,
      body: newChargeBodySchema,
      answer: counterChargeSchema,
      status: 201,
      problems: ["terminal-unknown", "merchant-paused", "amount-too-large", "ledger-stalled"],
      limit: { count: 60, per: "minute", by: "person" },
      handle: async ({ caller, body, transaction }) => {
        const merchant = merchantOf(caller);
        parts.ledger.requireTimeFor(chargeEnd(new Date()));
        await requireTerminal(parts, merchant, body.terminal);
        const { row, code } = await openCharge(transaction.manager, cities.own.character, { merchant, ...body }, new Date());
        return withCode(viewOfUnsettled(parts, row), cities.own.origin, code);
      },
    }),
    defineRoute({
      method: "POST",
      path: "/api/charges/{chargeId}/meeting",
      summary: "The counter read a resident's code",
      access: atCounter,
      params: chargeParamsSchema,
      body: presentedCodeSchema,
      answer: counterChargeSchema,
      problems: ["charge-unknown", "charge-over", "code-unknown", "code-used", "code-not-ours", "points-not-opened-here", "ledger-stalled"],
      limit: { count: 10, per: "minute", by: "person" },
      handle: async ({ caller, params, body }) => {
        parts.ledger.requireTimeFor(chargeEnd(new Date()));
        return viewOfUnsettled(parts, await meetResident(parts, merchantOf(caller), params.chargeId, body));
      },
    }),
    defineAct({
      method: "POST",
      path: "/api/charges/{chargeId}/terminal-signature",
      summary: "The terminal signs, last, and the sale goes to the ledger",
      access: atCounter,
      params: chargeParamsSchema,
      body: signedBodySchema,
      answer: operationAnswerSchema,
      problems: ["charge-unknown", "charge-over", "terminal-signature-refused", "redemption-declined", "ledger-stalled"],
      handle: async ({ caller, params, body, transaction }) => ({
        operation: await signCharge(parts, transaction, {
          merchant: merchantOf(caller),
          chargeId: params.chargeId,
          signed: body.signed,
          ownerPersonId: caller.personId,
        }),
      }),
    }),
    defineRoute({
      method: "POST",
      path: "/api/charges/{chargeId}/cancellation",
      summary: "The counter ends a sale that is not signed yet",
      access: atCounter,
      params: chargeParamsSchema,
      answer: counterChargeSchema,
      problems: ["charge-unknown", "charge-over"],
      handle: async ({ caller, params }) => {
        await cancelCharge(parts, merchantOf(caller), params.chargeId);
        return readCharge(parts, merchantOf(caller), params.chargeId);
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/charges/{chargeId}",
      summary: "A sale of this counter",
      access: atCounter,
      params: chargeParamsSchema,
      answer: counterChargeSchema,
      problems: ["charge-unknown"],
      handle: ({ caller, params }) => readCharge(parts, merchantOf(caller), params.chargeId),
    }),
    defineRoute({
      method: "GET",
      path: "/api/charges",
      summary: "The takings of a day",
      access: atCounter,
      query: takingsQuerySchema,
      answer: takingsSchema,
      handle: async ({ caller, query }) => {
        const date = query.date ?? civilDayOf(new Date());
        const takings = await takingsOf(database, merchantOf(caller), date, parts.place);
        return { date, ...takings, asOfBlock: await parts.indexedBlock() };
      },
    }),
  ];
}

async function requireTerminal(parts: CounterRoutesParts, merchant: Address, terminalId: Hex): Promise<void> {
  const registered = await parts.merchants.merchantOf(merchant);
  if (registered?.isActive !== true) throw redemptionsProblems.of("merchant-paused", { phone: parts.place.treasuryPhone });
  const terminal = await parts.merchants.terminalOf(terminalId);
  if (terminal?.isActive !== true || terminal.merchant !== merchant) throw redemptionsProblems.of("terminal-unknown");
}

async function readCounter(parts: CounterRoutesParts, merchant: Address, terminalId: Hex | undefined) {
  const registered = await parts.merchants.merchantOf(merchant);
  const terminal = terminalId === undefined ? undefined : await parts.merchants.terminalOf(terminalId);
  const isHere = terminal?.merchant === merchant;
  const redeemedTodayPoints = await parts.chain.client.readContract({
    ...parts.chain.contract("redemptionDesk"),
    functionName: "redeemedOn",
    args: [merchant, BigInt(Math.floor(Date.now() / 1000))],
  });
  return {
    merchant,
    merchantName: registered?.name ?? "",
    terminalStatus: !isHere ? ("UNKNOWN" as const) : terminal.isActive ? ("ACTIVE" as const) : ("REMOVED" as const),
    isActive: registered?.isActive === true,
    dailyCeilingPoints: (registered?.dailyCeilingPoints ?? 0n).toString(),
    redeemedTodayPoints: redeemedTodayPoints.toString(),
    asOfBlock: await parts.indexedBlock(),
  };
}

async function readCharge(parts: CounterRoutesParts, merchant: Address, chargeId: Hex): Promise<CounterChargeView> {
  const [row, redemption, refusal] = await Promise.all([
    findCounterCharge(parts.database, chargeId),
    findRedemption(parts.database, chargeId),
    findRefusal(parts.database, chargeId),
  ]);
  const now = new Date();
  if (row?.merchant === merchant) return counterChargeView({ row, redemption, refusal, place: parts.place, now });
  if (redemption?.merchant === merchant) return ledgerChargeView(redemption, now);
  throw redemptionsProblems.of("charge-unknown");
}

function viewOfUnsettled(parts: CounterRoutesParts, row: CounterChargeRow): CounterChargeView {
  return counterChargeView({ row, redemption: null, refusal: undefined, place: parts.place, now: new Date() });
}
