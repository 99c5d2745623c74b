import type { Address, Hex } from "viem";
import type { z } from "zod";
import { weekStartDate } from "../../kernel/week.ts";
import { LineStatus, SheetStatus, sheetStatusNames } from "../../platform/chain/generated/enums.ts";
import { earnedPointsFloor } from "../points/earned-points.ts";
import { programmeUnitName, type ProgrammeUnitName } from "../points/programme-units.ts";
import { resolutionLabel } from "../points/programme-view.ts";
import type { ProgrammeRow } from "../points/programme.entity.ts";
import { quantityText } from "../points/quantity-text.ts";
import type { Activity, ActivityStore } from "./activity-store.ts";
import { programmeTitles, type ProgrammeBook } from "./activity-view.ts";
import type { InstitutionNames } from "../points/institution-names.ts";
import { decideBefore, disputeParty } from "./dispute-view.ts";
import { lineReason, lineState } from "./line-state.ts";
import type { SheetLineRow } from "./sheet-line.entity.ts";
import type { SheetRecord, SheetRecordStore } from "./sheet-record-store.ts";
import { sheetSteps } from "./sheet-steps.ts";
import type { SheetStore } from "./sheet-store.ts";
import type { SheetRow } from "./sheet.entity.ts";
import { sheetProblems } from "./sheet.problems.ts";
import { sheetStatuses, type sheetDetailSchema, type sheetLineSchema, type sheetSummarySchema } from "./sheets.schemas.ts";

export interface ReadSheetsParts {
  readonly activities: ActivityStore;
  readonly programmes: ProgrammeBook;
  readonly records: SheetRecordStore;
  readonly sheets: SheetStore;
  readonly institutionNamesOf: InstitutionNames;
}

type Summary = z.input<typeof sheetSummarySchema>;
type Detail = Omit<z.input<typeof sheetDetailSchema>, "asOfBlock">;

/** A signed record and what the ledger says of its sheet, if it has it. */
interface KnownSheet {
  readonly record: SheetRecord;
  readonly sheet: SheetRow | undefined;
  readonly lines: ReadonlyMap<number, SheetLineRow>;
  readonly activity: Activity;
  readonly programme: ProgrammeRow;
  readonly programmeTitle: string;
}

/** Sheets of an institution, newest first: those sent and not yet in the ledger too. */
export async function readSheets(parts: ReadSheetsParts, institution: Address): Promise<Summary[]> {
  return (await knownSheets(parts, await parts.records.signedOf(institution))).map(viewSummary);
}

/**
 * One sheet with its lines, by member code only (D5).
 * @throws Problem `sheet-unknown` also for another institution's sheet
 */
export async function readSheet(parts: ReadSheetsParts, institution: Address, sheetId: Hex, now = new Date()): Promise<Detail> {
  const records = (await parts.records.signedBySheets([sheetId])).filter((record) => record.institution === institution);
  const [known] = await knownSheets(parts, records);
  if (known === undefined) throw sheetProblems.of("sheet-unknown");
  const unit = programmeUnitName(known.programme.unit);
  const institutionName = (await parts.institutionNamesOf([institution])).get(institution) ?? "";
  return {
    ...viewSummary(known),
    institution,
    institutionName,
    signerName: known.record.signerName,
    resolution: resolutionLabel(known.programme.resolutionYear, known.programme.resolutionNumber),
    canRevoke: known.sheet?.status === SheetStatus.FILED,
    lines: known.record.lines.map((line) => viewLine(known, line, unit)),
    steps: sheetSteps(known.record, known.sheet, countStates(known), now),
  };
}

async function knownSheets(parts: ReadSheetsParts, records: readonly SheetRecord[]): Promise<KnownSheet[]> {
  const sheetIds = [...new Set(records.map((record) => record.sheetId))];
  const [sheets, lines, activities] = await Promise.all([
    parts.sheets.sheetsByIds(sheetIds),
    parts.sheets.linesOf(sheetIds),
    parts.activities.activitiesByIds([...new Set(records.map((record) => record.activityId))]),
  ]);
  const programmeIds = [...activities.values()].map((activity) => activity.programmeId);
  const [programmes, titles] = await Promise.all([
    parts.programmes.programmesByIds([...new Set(programmeIds)]),
    programmeTitles(parts.programmes, programmeIds),
  ]);
  return records.flatMap((record) => {
    const sheet = sheets.get(record.sheetId);
    const activity = activities.get(record.activityId);
    const programme = activity === undefined ? undefined : programmes.get(activity.programmeId);
    // Of two sets of lines signed for one sheet, the ledger took one.
    const isRefused = sheet !== undefined && sheet.linesRoot !== record.linesRoot;
    if (activity === undefined || programme === undefined || isRefused) return [];
    const own = lines.filter((line) => line.sheetId === record.sheetId);
    return [
      {
        record,
        sheet,
        lines: new Map(own.map((line) => [Number(line.index), line])),
        activity,
        programme,
        programmeTitle: titles.get(activity.programmeId) ?? "",
      },
    ];
  });
}

function viewSummary(known: KnownSheet): Summary {
  const { record, sheet, activity, programme } = known;
  const unit = programmeUnitName(programme.unit);
  return {
    sheetId: record.sheetId,
    activityTitle: activity.title,
    programmeTitle: known.programmeTitle,
    unit,
    weekIndex: activity.weekIndex,
    weekStartsOn: weekStartDate(activity.weekIndex),
    part: record.part,
    lineCount: record.lines.length,
    totalQuantity: record.totalQuantity.toString(),
    totalQuantityText: quantityText(Number(record.totalQuantity), unit),
    reservedPoints: (sheet?.reservedPoints ?? earnedPointsFloor(record.totalQuantity, rateOf(programme))).toString(),
    issuedPoints: (sheet?.issuedPoints ?? 0n).toString(),
    status: statusOf(sheet),
    filedAt: sheet?.filedAt.toISOString() ?? null,
    windowEndsAt: sheet?.windowEndsAt.toISOString() ?? null,
    counts: countStates(known),
  };
}

function viewLine(known: KnownSheet, line: SheetRecord["lines"][number], unit: ProgrammeUnitName): z.input<typeof sheetLineSchema> {
  const row = known.lines.get(line.index);
  const status = lineState(known.sheet, row);
  return {
    index: line.index,
    memberCode: line.memberCode,
    quantity: Number(line.quantity),
    quantityText: quantityText(Number(line.quantity), unit),
    status,
    points: (status === "POSTED" ? (row?.points ?? 0n) : earnedPointsFloor(line.quantity, rateOf(known.programme))).toString(),
    reason: lineReason(known.sheet, row),
    dispute:
      row === undefined || row.status !== LineStatus.DISPUTED || row.disputedAt === null
        ? null
        : {
            round: Number(row.disputeRound),
            by: disputeParty(row, known.sheet),
            openedAt: row.disputedAt.toISOString(),
            decideBefore: decideBefore(row.disputedAt).toISOString(),
          },
  };
}

function countStates(known: KnownSheet): Summary["counts"] {
  const counts = { open: 0, posted: 0, disputed: 0, struck: 0 };
  const names = { PENDING: "open", POSTED: "posted", DISPUTED: "disputed", STRUCK: "struck" } as const;
  for (const line of known.record.lines) counts[names[lineState(known.sheet, known.lines.get(line.index))]] += 1;
  return counts;
}

function statusOf(sheet: SheetRow | undefined): Summary["status"] {
  const name = sheet === undefined ? undefined : sheetStatusNames[sheet.status];
  return sheetStatuses.find((status) => status === name) ?? "SENT";
}

function rateOf(programme: ProgrammeRow) {
  return { points: programme.ratePoints, quantity: programme.rateQuantity };
}
