import type { DataSource } from "typeorm";
import type { Address, Hex } from "viem";
import type { z } from "zod";
import type { Caller } from "../../kernel/caller.ts";
import { inTransaction } from "../../platform/database/transaction.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { LedgerGate } from "../../platform/chain/ledger-gate.ts";
import { defineRoute, type Route } from "../../platform/http/route.ts";
import type { AskCity } from "./ask-city.ts";
import { CODE_LIFE_SECONDS, CODE_RENEWAL_SECONDS } from "./charge.ts";
import { codeUrl, newChargeCode } from "./charge-code.ts";
import { chargeView } from "./charge-view.ts";
import { claimCharge } from "./claim-charge.ts";
import { deviceAllowancePoints } from "./device-allowance.ts";
import { refuseCharge } from "./end-charge.ts";
import { giveConsent } from "./give-consent.ts";
import { chargeEnd } from "./open-charge.ts";
import { findPresentedCharge, insertResidentCode, listOpenPresentedCharges } from "./presented-charge-store.ts";
import type { PresentedChargeRow } from "./presented-charge.entity.ts";
import type { ReceiptCodes } from "./receipt-codes.ts";
import { receiptNumberOf } from "./receipt-number.ts";
import { cityOfId, type MemberCities, type MerchantBook, type OpenedCities } from "./redemption-doors.ts";
import { findRedemption } from "./redemption-store.ts";
import type { RedemptionRow } from "./redemption.entity.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import {
  chargeParamsSchema,
  chargeViewSchema,
  consentBodySchema,
  pendingChargesSchema,
  presentedCodeSchema,
  receiptSchema,
  residentCodeSchema,
} from "./redemptions.schemas.ts";

export interface PaymentRoutesParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly ledger: LedgerGate;
  readonly cities: MemberCities;
  readonly merchants: MerchantBook;
  readonly openedCities: OpenedCities;
  readonly askCity: AskCity;
  readonly receiptCodes: Pick<ReceiptCodes, "codeOf">;
  readonly treasuryPhone: string;
  /** Receipts of the embedded chain say « registre d’essai ». */
  readonly isTrialRegister: boolean;
  readonly indexedBlock: () => Promise<number>;
}

const resident = { role: "RESIDENT" } as const;

/** A resident pays: shows a code or reads one, reads the charge, approves or refuses, keeps the receipt. */
export function paymentRoutes(parts: PaymentRoutesParts): Route[] {
  const { database, cities } = parts;
  return [
    defineRoute({
      method: "POST",
      path: "/api/account/codes",
      summary: "A new code to show at a counter",
      access: resident,
      answer: residentCodeSchema,
      status: 201,
      limit: { count: 20, per: "minute", by: "person" },
      handle: async ({ caller }) => {
        const account = accountOf(caller);
        const code = newChargeCode(cities.own.character);
        const now = Date.now();
        const expiresAt = new Date(now + CODE_LIFE_SECONDS * 1000);
        await inTransaction(database, ({ manager }) =>
          insertResidentCode(manager, account, [code.reference, code.typedCode], expiresAt),
        );
        return {
          ...code,
          url: codeUrl(cities.own.origin, code.reference),
          renewAt: new Date(now + CODE_RENEWAL_SECONDS * 1000).toISOString(),
          expiresAt: expiresAt.toISOString(),
        };
      },
    }),
    defineRoute({
      method: "POST",
      path: "/api/account/charges/claim",
      summary: "Reads the charge behind a counter's code",
      access: resident,
      body: presentedCodeSchema,
      answer: chargeViewSchema,
      problems: ["code-not-ours", "city-not-opened", "code-unknown", "code-used", "consent-refused", "ledger-stalled"],
      // Five tries: a typed code is not to be guessed (Q6).
      limit: { count: 5, per: "minute", by: "person" },
      handle: async ({ caller, body }) => {
        const account = accountOf(caller);
        parts.ledger.requireTimeFor(chargeEnd(new Date()));
        return readCharge(parts, account, await claimCharge(parts, account, body));
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/account/charges",
      summary: "Charges that wait for the resident",
      access: resident,
      answer: pendingChargesSchema,
      handle: async ({ caller }) => {
        const rows = await listOpenPresentedCharges(database, accountOf(caller), new Date());
        return { charges: await Promise.all(rows.map((row) => viewOf(parts, row))) };
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/account/charges/{chargeId}",
      summary: "A charge put before the resident",
      access: resident,
      params: chargeParamsSchema,
      answer: chargeViewSchema,
      problems: ["charge-unknown"],
      handle: ({ caller, params }) => readCharge(parts, accountOf(caller), params.chargeId),
    }),
    defineRoute({
      method: "POST",
      path: "/api/account/charges/{chargeId}/consent",
      summary: "The resident approves",
      access: resident,
      params: chargeParamsSchema,
      body: consentBodySchema,
      answer: chargeViewSchema,
      problems: ["charge-unknown", "charge-over", "consent-signature-refused", "consent-needs-full-key", "consent-refused", "ledger-stalled"],
      handle: async ({ caller, params, body }) => {
        const account = accountOf(caller);
        parts.ledger.requireTimeFor(BigInt(body.validBefore));
        await giveConsent(parts, { ...body, chargeId: params.chargeId, account });
        return readCharge(parts, account, params.chargeId);
      },
    }),
    defineRoute({
      method: "POST",
      path: "/api/account/charges/{chargeId}/refusal",
      summary: "The resident says no",
      access: resident,
      params: chargeParamsSchema,
      answer: chargeViewSchema,
      problems: ["charge-unknown", "charge-over"],
      handle: async ({ caller, params }) => {
        const account = accountOf(caller);
        await refuseCharge(parts, account, params.chargeId);
        return readCharge(parts, account, params.chargeId);
      },
    }),
    defineRoute({
      method: "GET",
      path: "/api/account/receipts/{chargeId}",
      summary: "The receipt of a payment",
      access: resident,
      params: chargeParamsSchema,
      answer: receiptSchema,
      problems: ["charge-unknown"],
      handle: ({ caller, params }) => readReceipt(parts, accountOf(caller), params.chargeId),
    }),
  ];
}

function accountOf(caller: Caller): Address {
  if (caller.account === undefined) throw redemptionsProblems.of("charge-unknown");
  return caller.account;
}

async function readCharge(parts: PaymentRoutesParts, account: Address, chargeId: Hex) {
  const row = await findPresentedCharge(parts.database, chargeId);
  if (row === null || row.account !== account) throw redemptionsProblems.of("charge-unknown");
  return viewOf(parts, row);
}

async function viewOf(parts: PaymentRoutesParts, row: PresentedChargeRow) {
  const city = cityOfId(parts.cities, row.merchantCityId);
  const [merchant, redemption, allowancePoints] = await Promise.all([
    parts.merchants.merchantOf(row.terms.merchant),
    findRedemption(parts.database, row.chargeId),
    deviceAllowancePoints(parts.chain, row.account),
  ]);
  // The registered name or nothing: a charge whose merchant no directory knows is not put before anyone [W14].
  if (merchant === undefined || merchant.cityId !== city.id) throw redemptionsProblems.of("charge-unknown");
  return chargeView({
    row,
    redemption,
    merchantName: merchant.name,
    city,
    deviceAllowancePoints: allowancePoints,
    treasuryPhone: parts.treasuryPhone,
    now: new Date(),
  });
}

async function readReceipt(parts: PaymentRoutesParts, account: Address, chargeId: Hex) {
  const [redemption, presented] = await Promise.all([
    findRedemption(parts.database, chargeId),
    findPresentedCharge(parts.database, chargeId),
  ]);
  if (redemption === null || redemption.account !== account || redemption.status === "DECLINED") {
    throw redemptionsProblems.of("charge-unknown");
  }
  const merchant = await parts.merchants.merchantOf(redemption.merchant);
  return {
    receiptNumber: receiptNumberOf(chargeId),
    code: await parts.receiptCodes.codeOf(chargeId),
    chargeId,
    merchantName: merchant?.name ?? "",
    cityName: merchant === undefined ? "" : cityOfId(parts.cities, merchant.cityId).name,
    offerText: presented?.terms.offerText ?? "",
    points: redemption.points.toString(),
    refundedPoints: redemption.refundedPoints.toString(),
    lots: [...redemption.lots],
    at: redemption.at.toISOString(),
    blockNumber: Number(redemption.blockNumber),
    status: receiptStatus(redemption),
    seal: { kind: parts.isTrialRegister ? ("TRIAL_REGISTER" as const) : ("SEALED" as const) },
    asOfBlock: await parts.indexedBlock(),
  };
}

function receiptStatus({ status, points, refundedPoints }: RedemptionRow): z.input<typeof receiptSchema>["status"] {
  if (status === "VOIDED") return "VOIDED";
  if (refundedPoints === 0n) return "SETTLED";
  return refundedPoints === points ? "REFUNDED" : "PARTLY_REFUNDED";
}
