import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";
import { submitAct, submitOperation } from "../../api/submit-operation.ts";
import type { Signed, ToSign } from "../../signing/typed-struct.ts";
import { plainLine } from "./sheet-lines.ts";
import type { TypedLine } from "./sheet-lines.ts";

export type SheetDraft = Shape<"SheetDraft">;

/** Prepares a sheet for its one signature. The same lines give the same draft. */
export function draftSheet(sheet: { activityId: string; part: number; lines: readonly TypedLine[] }, idempotencyKey: string): Promise<SheetDraft> {
  return submitAct<SheetDraft>({ path: "/api/sheets", body: { ...sheet, lines: sheet.lines.map(plainLine) }, idempotencyKey });
}

type Tools = { idempotencyKey: string; onStatus: (status: string) => void };

/** Files the sheet and follows it until the ledger shows it. */
export async function signSheet(draftId: string, signed: Signed, tools: Tools): Promise<void> {
  await submitOperation({ path: `/api/sheets/${draftId}/signature`, body: { signed }, ...tools });
}

/** What there is to sign, before the act itself. It changes nothing, so each question has a key of its own. */
async function askToSign(path: string, reasonCode: number): Promise<ToSign> {
  const headers = { "Idempotency-Key": crypto.randomUUID() };
  return (await readAnswer<{ toSign: ToSign }>(path, { method: "POST", body: { reasonCode }, headers })).toSign;
}

async function sendSigned(path: string, reasonCode: number, asked: ToSign, signed: Signed, tools: Tools): Promise<void> {
  await submitOperation({ path, body: { reasonCode, validBefore: String(asked.message.validBefore), signed }, ...tools });
}

export function draftRevocation(sheetId: Hex, reasonCode: number): Promise<ToSign> {
  return askToSign(`/api/sheets/${sheetId}/revocation`, reasonCode);
}

/** Takes the whole sheet back: its unposted lines fall [A7]. */
export function revokeSheet(sheetId: Hex, reasonCode: number, asked: ToSign, signed: Signed, tools: Tools): Promise<void> {
  return sendSigned(`/api/sheets/${sheetId}/revocation`, reasonCode, asked, signed, tools);
}

export function draftLineDispute({ sheetId, index }: { sheetId: Hex; index: number }, reasonCode: number): Promise<ToSign> {
  return askToSign(`/api/sheets/${sheetId}/lines/${index}/dispute`, reasonCode);
}

/** Questions one's own line until the window's last second. */
export function disputeOwnLine({ sheetId, index }: { sheetId: Hex; index: number }, reasonCode: number, asked: ToSign, signed: Signed, tools: Tools): Promise<void> {
  return sendSigned(`/api/sheets/${sheetId}/lines/${index}/dispute`, reasonCode, asked, signed, tools);
}
