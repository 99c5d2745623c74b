import type { DataSource } from "typeorm";
import { buildLineTree } from "../../kernel/merkle-line-tree.ts";
import type { Intercity } from "../../intercity/intercity.ts";
import { inTransaction, type Transaction } from "../../platform/database/transaction.ts";
import type { Job } from "../../platform/job.ts";
import { programmeUnitName } from "../points/programme-units.ts";
import { resolutionLabel } from "../points/programme-view.ts";
import type { InstitutionNames } from "../points/institution-names.ts";
import type { ActivityStore } from "./activity-store.ts";
import { programmeTitles, type ProgrammeBook } from "./activity-view.ts";
import { DELIVER_LINES, LINES_PER_DELIVERY, type DeliveredLine, type DeliveredSheet } from "./delivered-line.ts";
import { jsonValue } from "./json-value.ts";
import { receiveLines, type ReceiveLinesParts } from "./receive-lines.ts";
import type { SheetRecord, SheetRecordStore } from "./sheet-record-store.ts";

const EVERY_MS = 1_000;
const SHEETS_PER_RUN = 10;

export interface DeliverLinesParts extends ReceiveLinesParts {
  readonly database: DataSource;
  readonly activities: ActivityStore;
  readonly programmes: ProgrammeBook;
  readonly records: SheetRecordStore;
  readonly institutionNamesOf: InstitutionNames;
  readonly intercity: Intercity;
}

/**
 * Hands each line and its proof to its volunteer's home city as soon as the ledger has the sheet: so that every
 * volunteer is told, and either city can post the line [A1].
 */
export function deliverLinesJob(parts: DeliverLinesParts): Job {
  return {
    name: "deliver-lines",
    everyMs: EVERY_MS,
    async run() {
      for (const record of await parts.records.undelivered(SHEETS_PER_RUN)) {
        const sheet = await wordsOf(parts, record);
        if (sheet === undefined) continue;
        await inTransaction(parts.database, async (transaction) => {
          if (await parts.records.markDelivered(transaction.manager, record.draftId)) await deliver(parts, transaction, record, sheet);
        });
      }
    },
  };
}

async function deliver(parts: DeliverLinesParts, transaction: Transaction, record: SheetRecord, sheet: DeliveredSheet): Promise<void> {
  const tree = buildLineTree(record.sheetId, record.lines);
  for (const [homeCityId, lines] of linesByCity(record)) {
    for (let from = 0; from < lines.length; from += LINES_PER_DELIVERY) {
      const part: DeliveredLine[] = lines
        .slice(from, from + LINES_PER_DELIVERY)
        .map(({ index, account, quantity, salt }) => ({ index, account, quantity, salt, proof: tree.proofOf(index) }));
      const message = { sheet, lines: part };
      if (homeCityId === parts.cities.ownCityId) await receiveLines(parts, transaction, homeCityId, message);
      else await parts.intercity.deliver(transaction, homeCityId, DELIVER_LINES, jsonValue(message));
    }
  }
}

async function wordsOf(parts: DeliverLinesParts, record: SheetRecord): Promise<DeliveredSheet | undefined> {
  const activity = await parts.activities.activityOf(record.activityId);
  const programme = activity === undefined ? undefined : await parts.programmes.programmeOf(activity.programmeId);
  if (activity === undefined || programme === undefined) return undefined;
  const [titles, institutions] = await Promise.all([
    programmeTitles(parts.programmes, [activity.programmeId]),
    parts.institutionNamesOf([record.institution]),
  ]);
  return {
    sheetId: record.sheetId,
    activityTitle: activity.title,
    institutionName: institutions.get(record.institution) ?? "",
    signerName: record.signerName ?? "",
    programmeTitle: titles.get(activity.programmeId) ?? "",
    resolution: resolutionLabel(programme.resolutionYear, programme.resolutionNumber),
    unit: programmeUnitName(programme.unit),
  };
}

function linesByCity(record: SheetRecord): Map<number, SheetRecord["lines"][number][]> {
  const byCity = new Map<number, SheetRecord["lines"][number][]>();
  for (const line of record.lines) byCity.set(line.homeCityId, [...(byCity.get(line.homeCityId) ?? []), line]);
  return byCity;
}
