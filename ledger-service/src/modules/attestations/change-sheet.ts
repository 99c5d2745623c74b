import { encodeFunctionData, type Address, type Hex } from "viem";
import { z } from "zod";
import type { Chain } from "../../platform/chain/chain.ts";
import { lineDisputeTypedData, sheetRevocationTypedData } from "../../platform/chain/generated/typed-data.ts";
import { toSign, type Signed, type ToSign } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { bytes32, signed } from "../../platform/http/wire-schemas.ts";
import type { OperationView } from "../../relay/operation.schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import type { Relay } from "../../relay/relay.ts";
import type { SheetStore } from "./sheet-store.ts";
import type { SheetRow } from "./sheet.entity.ts";
import { sheetProblems } from "./sheet.problems.ts";

/** An organization has an hour to sign. */
const VALIDITY_SECONDS = 3_600;

const revocationItem = z.object({
  act: z.object({ sheetId: bytes32, reasonCode: z.number(), validBefore: z.bigint() }),
  coordinator: signed,
});
export type RevocationItem = z.output<typeof revocationItem>;

/** The institution takes its word back: unposted lines fall, posted ones stay and are a case for people [A7]. */
export function revokeSheetAct(chain: Pick<Chain, "contract">): RelayAct<RevocationItem> {
  const { address: to, abi } = chain.contract("earningSheets");
  return {
    name: "revoke-sheet",
    item: revocationItem,
    batchLimit: 1,
    validBefore: ({ act }) => act.validBefore,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "revoke", args: [item.act, item.coordinator] }) };
    },
  };
}

const disputeItem = z.object({
  act: z.object({ sheetId: bytes32, index: z.number(), cityId: z.literal(0), reasonCode: z.number(), validBefore: z.bigint() }),
  coordinator: signed,
});
export type InstitutionDisputeItem = z.output<typeof disputeItem>;

/** The institution itself questions one of its lines. */
export function disputeOwnLineAct(chain: Pick<Chain, "contract">): RelayAct<InstitutionDisputeItem> {
  const { address: to, abi } = chain.contract("earningSheets");
  return {
    name: "dispute-own-line",
    item: disputeItem,
    batchLimit: 1,
    validBefore: ({ act }) => act.validBefore,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "dispute", args: [item.act, item.coordinator, []] }) };
    },
  };
}

export interface SignedReason {
  readonly reasonCode: number;
  readonly validBefore?: string;
  readonly signed?: Signed;
}

export interface ChangeSheetParts {
  readonly sheets: SheetStore;
  readonly relay: Relay;
  readonly revokeSheet: RelayAct<RevocationItem>;
  readonly disputeOwnLine: RelayAct<InstitutionDisputeItem>;
}

type By = { readonly institution: Address; readonly personId: string };
type Answer = { readonly toSign: ToSign } | { readonly operation: OperationView };

/** First call: what to sign. With the signature: sent. */
export async function revokeSheet(parts: ChangeSheetParts, transaction: Transaction, by: By, sheetId: Hex, request: SignedReason): Promise<Answer> {
  await ownSheet(parts.sheets, by.institution, sheetId);
  const act = { sheetId, reasonCode: request.reasonCode, validBefore: validBeforeOf(request) };
  if (request.signed === undefined) return { toSign: toSign(sheetRevocationTypedData, act) };
  const operation = await parts.relay.submit(transaction, parts.revokeSheet, { act, coordinator: request.signed }, {
    ownerPersonId: by.personId,
    factId: `revocation:${sheetId}`,
    resultIds: { sheetId },
  });
  return { operation };
}

/** First call: what to sign. With the signature: sent. Until the window's last second. */
export async function disputeOwnLine(
  parts: ChangeSheetParts,
  transaction: Transaction,
  by: By,
  line: { readonly sheetId: Hex; readonly index: number },
  request: SignedReason,
): Promise<Answer> {
  await ownSheet(parts.sheets, by.institution, line.sheetId);
  const act = { ...line, cityId: 0 as const, reasonCode: request.reasonCode, validBefore: validBeforeOf(request) };
  if (request.signed === undefined) return { toSign: toSign(lineDisputeTypedData, act) };
  const operation = await parts.relay.submit(transaction, parts.disputeOwnLine, { act, coordinator: request.signed }, {
    ownerPersonId: by.personId,
    factId: `dispute:${line.sheetId}:${line.index}:institution`,
    resultIds: { sheetId: line.sheetId },
  });
  return { operation };
}

async function ownSheet(sheets: SheetStore, institution: Address, sheetId: Hex): Promise<SheetRow> {
  const sheet = await sheets.sheetOf(sheetId);
  if (sheet === undefined || sheet.institution !== institution) throw sheetProblems.of("sheet-unknown");
  return sheet;
}

function validBeforeOf(request: SignedReason): bigint {
  if (request.validBefore !== undefined) return BigInt(request.validBefore);
  return BigInt(Math.floor(Date.now() / 1000) + VALIDITY_SECONDS);
}

/** Codes of both acts. */
export const changeSheetProblems = [
  "sheet-unknown", "sheet-not-open", "sheet-signature-refused", "sheet-expired", "institution-not-active", "line-not-open",
  "line-unknown", "window-over", "dispute-repeated",
] as const;
