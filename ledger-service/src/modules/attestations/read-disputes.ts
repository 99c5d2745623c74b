import type { z } from "zod";
import { earnedPointsFloor } from "../points/earned-points.ts";
import { quantityText } from "../points/quantity-text.ts";
import { programmeUnitName } from "../points/programme-units.ts";
import { programmeTitles, type ProgrammeBook } from "./activity-view.ts";
import type { InstitutionNames } from "../points/institution-names.ts";
import type { CityNames, PersonNames } from "./attestation-doors.ts";
import { contestStatus } from "./contest-status.ts";
import type { ContestStore } from "./contest-store.ts";
import { decideBefore, disputeParty } from "./dispute-view.ts";
import type { HomeLineStore } from "./home-line-store.ts";
import { reasonWords } from "./reason-codes.ts";
import type { SheetRecordStore } from "./sheet-record-store.ts";
import type { SheetStore } from "./sheet-store.ts";
import type { disputesSchema } from "./sheets.schemas.ts";

export interface ReadDisputesParts {
  readonly contests: ContestStore;
  readonly homeLines: HomeLineStore;
  readonly sheets: SheetStore;
  readonly records: SheetRecordStore;
  readonly programmes: ProgrammeBook;
  readonly cities: CityNames;
  readonly institutionNamesOf: InstitutionNames;
  readonly personNamesOf: PersonNames;
}

type Disputes = z.input<typeof disputesSchema>;

/** What this city's residents ask to dispute and no officer has signed yet. */
export async function readRequests(parts: ReadDisputesParts, now = new Date()): Promise<Disputes["requests"]> {
  const open = await parts.contests.open(now);
  const sheetIds = [...new Set(open.map((request) => request.sheetId))];
  const [sheets, rows, lines, names] = await Promise.all([
    parts.sheets.sheetsByIds(sheetIds),
    parts.sheets.linesOf(sheetIds),
    parts.homeLines.linesOfSheets(sheetIds),
    parts.personNamesOf(open.flatMap((request) => request.personId ?? [])),
  ]);
  const programmes = await parts.programmes.programmesByIds([...new Set([...sheets.values()].map((sheet) => sheet.programmeId))]);
  return open.flatMap((request) => {
    const sheet = sheets.get(request.sheetId);
    const row = rows.find((line) => line.sheetId === request.sheetId && Number(line.index) === request.index);
    const own = lines.find((line) => line.sheet.sheetId === request.sheetId && line.line.index === request.index);
    const programme = sheet === undefined ? undefined : programmes.get(sheet.programmeId);
    if (sheet === undefined || own === undefined || programme === undefined) return [];
    if (contestStatus(request, sheet, row, now) !== "REQUESTED") return [];
    const earned = earnedPointsFloor(own.line.quantity, { points: programme.ratePoints, quantity: programme.rateQuantity });
    return [
      {
        requestId: request.requestId,
        sheetId: request.sheetId,
        index: request.index,
        residentName: request.personId === null ? null : (names.get(request.personId) ?? null),
        reasonCode: request.reasonCode,
        reason: reasonWords(request.reasonCode).fr,
        explanation: request.explanation,
        requestedAt: request.requestedAt.toISOString(),
        windowEndsAt: sheet.windowEndsAt.toISOString(),
        institutionName: own.sheet.institutionName,
        activityTitle: own.sheet.activityTitle,
        quantity: Number(own.line.quantity),
        quantityText: quantityText(Number(own.line.quantity), own.sheet.unit),
        points: earned.toString(),
        actId: request.actId,
      },
    ];
  });
}

/** Disputed lines that this city decides, or that it opened. */
export async function readDisputes(parts: ReadDisputesParts): Promise<Disputes["disputes"]> {
  const rows = await parts.sheets.disputedLines();
  const sheetIds = [...new Set(rows.map((row) => row.sheetId))];
  const [sheets, records, homeLines] = await Promise.all([
    parts.sheets.sheetsByIds(sheetIds),
    parts.records.signedBySheets(sheetIds),
    parts.homeLines.linesOfSheets(sheetIds),
  ]);
  const programmeIds = [...sheets.values()].map((sheet) => sheet.programmeId);
  const [programmes, titles, institutionNames] = await Promise.all([
    parts.programmes.programmesByIds([...new Set(programmeIds)]),
    programmeTitles(parts.programmes, programmeIds),
    parts.institutionNamesOf([...new Set([...sheets.values()].map((sheet) => sheet.institution))]),
  ]);
  return rows.flatMap((row) => {
    const sheet = sheets.get(row.sheetId);
    const programme = sheet === undefined ? undefined : programmes.get(sheet.programmeId);
    if (sheet === undefined || programme === undefined || row.disputedAt === null) return [];
    const isOurs = sheet.cityId === parts.cities.ownCityId || row.disputeByCityId === parts.cities.ownCityId;
    if (!isOurs) return [];
    const index = Number(row.index);
    const recorded = records.find((record) => record.linesRoot === sheet.linesRoot)?.lines[index];
    const delivered = homeLines.find((line) => line.sheet.sheetId === row.sheetId && line.line.index === index);
    const quantity = recorded?.quantity ?? delivered?.line.quantity;
    const unit = programmeUnitName(programme.unit);
    return [
      {
        sheetId: row.sheetId,
        index,
        round: Number(row.disputeRound),
        by: disputeParty(row, sheet),
        byCityName: row.disputeByCityId === null || row.disputeByCityId === 0 ? null : parts.cities.nameOf(row.disputeByCityId),
        reasonCode: row.reasonCode,
        reason: reasonWords(row.reasonCode).fr,
        openedAt: row.disputedAt.toISOString(),
        decideBefore: decideBefore(row.disputedAt).toISOString(),
        institutionName: institutionNames.get(sheet.institution) ?? "",
        programmeTitle: titles.get(sheet.programmeId) ?? "",
        quantity: quantity === undefined ? null : Number(quantity),
        quantityText: quantity === undefined ? null : quantityText(Number(quantity), unit),
        points:
          quantity === undefined
            ? null
            : earnedPointsFloor(quantity, { points: programme.ratePoints, quantity: programme.rateQuantity }).toString(),
        canDecide: sheet.cityId === parts.cities.ownCityId,
      },
    ];
  });
}
