import { type Hex, toBigInt, toHex } from "./bytes.ts";
import type { DecodedEvent, EventValues } from "./decode-event.ts";
import {
  type ExchangeKind, exchangeKindNames, type RefusalReason, refusalReasonNames, type ReportKind, reportKindNames,
} from "./generated/proved-events.ts";
import { ProofProblem } from "./proof-problem.ts";

/** Points by the city that issued them. */
export type Lot = { readonly cityId: number; readonly points: bigint };

/** What happened, as the ledger recorded it. */
export type ProvedFact =
  | { readonly kind: "RECEIPT"; readonly outcome: "ACCEPTED"; readonly chargeId: Hex; readonly account: Hex; readonly merchant: Hex; readonly points: bigint; readonly lots: readonly Lot[] }
  | { readonly kind: "RECEIPT"; readonly outcome: "DECLINED"; readonly chargeId: Hex; readonly account: Hex; readonly merchant: Hex; readonly reason: RefusalReason }
  | {
    readonly kind: "LINE"; readonly sheetId: Hex; readonly index: number; readonly account: Hex;
    /** Minutes, attendances, cents or actions, by the programme. */
    readonly quantity: bigint; readonly points: bigint; readonly ceilingStruckPoints: bigint; readonly salt: Hex;
  }
  | {
    readonly kind: "EXCHANGE"; readonly exchangeId: Hex; readonly provider: Hex; readonly receiver: Hex; readonly points: bigint; readonly quantityMinutes: number;
    readonly exchangeKind: ExchangeKind; readonly termsHash: Hex; readonly lots: readonly Lot[]; readonly attestationUid: Hex;
  }
  | { readonly kind: "REPORT"; readonly cityId: number; readonly reportKind: ReportKind; readonly period: number; readonly reportHash: Hex; readonly officer: Hex };

/** @throws ProofProblem EVENT_UNREADABLE */
export function readFact({ name, values }: DecodedEvent): ProvedFact {
  const { hash, address, amount, integer, oneOf, lots } = readersOf(name, values);
  switch (name) {
    case "Redeemed":
      return { kind: "RECEIPT", outcome: "ACCEPTED", chargeId: hash("chargeId"), account: address("account"), merchant: address("merchant"), points: amount("points"), lots: lots("lots") };
    case "RedemptionDeclined":
      return { kind: "RECEIPT", outcome: "DECLINED", chargeId: hash("chargeId"), account: address("account"), merchant: address("merchant"), reason: oneOf("reason", refusalReasonNames) };
    case "LinePosted":
      return {
        kind: "LINE", sheetId: hash("sheetId"), index: integer("index"), account: address("account"), quantity: amount("quantity"),
        points: amount("points"), ceilingStruckPoints: amount("ceilingStruckPoints"), salt: hash("salt"),
      };
    case "ExchangeSettled":
      return {
        kind: "EXCHANGE", exchangeId: hash("exchangeId"), provider: address("provider"), receiver: address("receiver"), points: amount("points"),
        quantityMinutes: integer("quantityMinutes"), exchangeKind: oneOf("kind", exchangeKindNames), termsHash: hash("termsHash"), lots: lots("lots"), attestationUid: hash("attestationUid"),
      };
    case "ReportAnchored":
      return { kind: "REPORT", cityId: integer("cityId"), reportKind: oneOf("kind", reportKindNames), period: integer("period"), reportHash: hash("reportHash"), officer: address("officer") };
  }
}

function readersOf(event: string, { word, rows }: EventValues) {
  const toSafe = (bytes: Uint8Array): number => {
    const value = toBigInt(bytes);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ProofProblem("EVENT_UNREADABLE", { event });
    return Number(value);
  };
  const column = (row: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array => {
    const value = row.get(name);
    if (value === undefined) throw new ProofProblem("EVENT_UNREADABLE", { event });
    return value;
  };
  return {
    hash: (name: string): Hex => toHex(word(name)),
    address: (name: string): Hex => toHex(word(name).slice(12)),
    amount: (name: string): bigint => toBigInt(word(name)),
    integer: (name: string): number => toSafe(word(name)),
    oneOf: <T extends string>(name: string, names: readonly T[]): T => {
      const found = names[toSafe(word(name))];
      if (found === undefined) throw new ProofProblem("EVENT_UNREADABLE", { event });
      return found;
    },
    lots: (name: string): Lot[] => rows(name).map((row) => ({ cityId: toSafe(column(row, "cityId")), points: toBigInt(column(row, "points")) })),
  };
}
