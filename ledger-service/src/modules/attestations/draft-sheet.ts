import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { buildLineTree } from "../../kernel/merkle-line-tree.ts";
import { randomBytes32, randomUUID } from "../../kernel/random-id.ts";
import { sheetTypedData } from "../../platform/chain/generated/typed-data.ts";
import { toSign, type ToSign } from "../../platform/chain/typed-data.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import { unixSeconds } from "../points/unix-seconds.ts";
import type { Activity, ActivityStore } from "./activity-store.ts";
import type { ProgrammeBook } from "./activity-view.ts";
import type { CodeAsker, Residents } from "./attestation-doors.ts";
import { checkSheetLines, type ResolvedLine, type SheetTotals } from "./check-sheet.ts";
import type { TypedLine } from "./read-pasted-lines.ts";
import type { SheetRecord, SheetRecordStore } from "./sheet-record-store.ts";
import { sheetIdOf } from "./sheet-id.ts";
import type { SheetStore } from "./sheet-store.ts";
import { sheetProblems } from "./sheet.problems.ts";
import { sheetRulesOf } from "./sheet-rules.ts";

/** A coordinator has a day to sign what was drafted. */
const DRAFT_VALIDITY_MS = 86_400_000;

export interface DraftSheetParts {
  readonly activities: ActivityStore;
  readonly programmes: ProgrammeBook;
  readonly records: SheetRecordStore;
  readonly sheets: SheetStore;
  readonly residents: Residents;
}

export interface SheetDraft {
  readonly draftId: string;
  readonly sheetId: Hex;
  readonly toSign: ToSign;
  readonly totals: SheetTotals;
}

/**
 * Prepares a sheet for one signature. The same activity, part, people and quantities give the same draft, with the same
 * salts and root, whoever asks: so that two coordinators, or two clicks, file one sheet.
 * @throws Problem `sheet-has-errors`, `sheet-differs`, `activity-unknown`
 */
export async function draftSheet(
  parts: DraftSheetParts,
  transaction: Transaction,
  by: { readonly institution: Address; readonly personId: string; readonly asker: CodeAsker },
  request: { readonly activityId: Hex; readonly part: number; readonly lines: readonly TypedLine[] },
): Promise<SheetDraft> {
  const activity = await activityOf(parts.activities, by.institution, request.activityId);
  const rules = await sheetRulesOf(parts.programmes, activity.programmeId);
  const checked = await checkSheetLines(parts, rules, request.lines, by);
  if (checked.errorCount > 0) {
    throw sheetProblems.of("sheet-has-errors", { errorCount: checked.errorCount }, checked.lines.flatMap(({ row, error }) =>
      error === undefined ? [] : [{ path: `lines.${row}`, ...error }],
    ));
  }
  const sheetId = sheetIdOf({ ...activity, part: request.part });
  const record = await recordOf(parts, transaction, { sheetId, activity, part: request.part, personId: by.personId }, checked.resolved);
  const filed = await parts.sheets.sheetOf(sheetId);
  if (filed !== undefined && filed.linesRoot !== record.linesRoot) throw sheetProblems.of("sheet-differs");
  return { draftId: record.draftId, sheetId, toSign: toSign(sheetTypedData, sheetMessage(activity, record)), totals: checked.totals };
}

/** @throws Problem `activity-unknown` also for another institution's activity */
export async function activityOf(activities: ActivityStore, institution: Address, activityId: Hex): Promise<Activity> {
  const activity = await activities.activityOf(activityId);
  if (activity === undefined || activity.institution !== institution) throw sheetProblems.of("activity-unknown");
  return activity;
}

/** The struct that the coordinator signs. */
export function sheetMessage(activity: Activity, record: Pick<SheetRecord, "part" | "lines" | "totalQuantity" | "linesRoot" | "validBefore">) {
  return {
    institution: activity.institution,
    programmeId: activity.programmeId,
    activityId: activity.activityId,
    weekIndex: activity.weekIndex,
    part: record.part,
    lineCount: record.lines.length,
    totalQuantity: record.totalQuantity,
    linesRoot: record.linesRoot,
    validBefore: unixSeconds(record.validBefore),
  };
}

async function recordOf(
  parts: DraftSheetParts,
  { manager }: Transaction,
  facts: { readonly sheetId: Hex; readonly activity: Activity; readonly part: number; readonly personId: string },
  resolved: readonly ResolvedLine[],
): Promise<Pick<SheetRecord, "draftId" | "part" | "lines" | "totalQuantity" | "linesRoot" | "validBefore">> {
  const validBefore = new Date(Math.floor((Date.now() + DRAFT_VALIDITY_MS) / 1000) * 1000);
  const known = await parts.records.sameDraft(manager, facts.sheetId, resolved);
  if (known !== undefined) return prolonged(parts.records, manager, known, validBefore);
  const lines = resolved.map((line, index) => ({ index, ...line, salt: randomBytes32() }));
  const record = {
    draftId: randomUUID(),
    sheetId: facts.sheetId,
    institution: facts.activity.institution,
    activityId: facts.activity.activityId,
    part: facts.part,
    linesRoot: buildLineTree(facts.sheetId, lines).root,
    totalQuantity: lines.reduce((sum, line) => sum + line.quantity, 0n),
    lines,
    validBefore,
    createdBy: facts.personId,
  };
  if (await parts.records.create(manager, record)) return record;
  // Another click made the same draft meanwhile: its salts count.
  const other = await parts.records.sameDraft(manager, facts.sheetId, resolved);
  if (other === undefined) throw sheetProblems.of("draft-unknown");
  return other;
}

/** A draft that someone may be about to sign keeps its validity, and a signed one the validity that was signed. */
async function prolonged(records: SheetRecordStore, manager: EntityManager, known: SheetRecord, validBefore: Date): Promise<SheetRecord> {
  const isFresh = known.validBefore.getTime() - Date.now() > DRAFT_VALIDITY_MS / 2;
  if (known.signedAt !== null || isFresh) return known;
  await records.prolong(manager, known.draftId, validBefore);
  return { ...known, validBefore };
}
