import type { EntityManager } from "typeorm";
import type { z } from "zod";
import { civilDayText, civilTimeText } from "../../kernel/civil-day.ts";
import { isLineProven } from "../../kernel/merkle-line-tree.ts";
import type { Transaction } from "../../platform/database/transaction.ts";
import type { LiveEvents } from "../../platform/http/live-events.ts";
import type { InstitutionNames } from "../points/institution-names.ts";
import type { MovementFact, MovementNote } from "../points/movement-note-store.ts";
import { quantityText } from "../points/quantity-text.ts";
import type { CityNames, Residents } from "./attestation-doors.ts";
import type { ContestStore } from "./contest-store.ts";
import type { DeliveredLine, DeliveredSheet, deliverLinesBody } from "./delivered-line.ts";
import type { HomeLineStore } from "./home-line-store.ts";
import { reasonCodes } from "./reason-codes.ts";
import { LINE_LIMIT_MINUTES } from "./read-quantity-text.ts";
import type { SheetStore } from "./sheet-store.ts";
import type { SheetRow } from "./sheet.entity.ts";
import { sheetProblems } from "./sheet.problems.ts";

/** Minutes of one person and week, all organizations together, as the ledger will post them [A3]. */
const WEEK_LIMIT_MINUTES = 2_400n;
const LINES_LOOKED_AT = 500;

export interface ReceiveLinesParts {
  readonly sheets: SheetStore;
  readonly homeLines: HomeLineStore;
  readonly contests: ContestStore;
  readonly residents: Residents;
  readonly cities: CityNames;
  readonly liveEvents: LiveEvents;
  readonly institutionNamesOf: InstitutionNames;
  readonly keepNote: (manager: EntityManager, fact: MovementFact, note: MovementNote) => Promise<void>;
}

/**
 * Lines of this city's residents: kept, proven against the ledger's root, told to each person [A1]. Received twice, a
 * line is one.
 * @throws Problem `sheet-not-here-yet` (the sender comes back), `line-proof-refused`
 */
export async function receiveLines(
  parts: ReceiveLinesParts,
  transaction: Transaction,
  fromCityId: number,
  { sheet: words, lines }: z.output<typeof deliverLinesBody>,
): Promise<void> {
  const sheet = await parts.sheets.sheetOf(words.sheetId);
  if (sheet === undefined) throw sheetProblems.of("sheet-not-here-yet");
  // The registered name, verified here, counts more than what another city says.
  const institutionName = (await parts.institutionNamesOf([sheet.institution])).get(sheet.institution) ?? words.institutionName;
  await parts.homeLines.lock(transaction.manager);
  for (const line of lines) await receiveLine(parts, transaction, fromCityId, { words: { ...words, institutionName }, sheet, line });
}

interface ReceivedLine {
  readonly words: DeliveredSheet;
  readonly sheet: SheetRow;
  readonly line: DeliveredLine;
}

async function receiveLine(parts: ReceiveLinesParts, transaction: Transaction, fromCityId: number, received: ReceivedLine): Promise<void> {
  const { words, sheet, line } = received;
  if (!isLineProven(sheet.linesRoot, words.sheetId, line, line.proof)) throw sheetProblems.of("line-proof-refused");
  const personId = await parts.residents.personOf(line.account, transaction.manager);
  // A resident who left since: their city can no longer match the line with anyone.
  if (personId === undefined) return;
  if (!(await parts.homeLines.add(transaction.manager, words, line, fromCityId))) return;
  await parts.keepNote(transaction.manager, { kind: "LINE", sheetId: words.sheetId, index: line.index }, {
    title: words.activityTitle,
    programmeTitle: words.programmeTitle,
    institutionName: words.institutionName,
    signerName: words.signerName,
    resolution: words.resolution,
  });
  await parts.residents.notify(transaction, personId, {
    kind: "LINE_PENDING",
    title: `${words.institutionName} atteste ${quantityText(Number(line.quantity), words.unit)} pour vous`,
    body: `Signé par ${words.signerName}, pour «\u202F${words.activityTitle}\u202F». Vous pouvez contester jusqu’au ${civilDayText(sheet.windowEndsAt)}, ${civilTimeText(sheet.windowEndsAt)}.`,
    link: "/points",
  });
  transaction.afterCommit(() => {
    parts.liveEvents.publish({ name: "account-changed", to: { kind: "ACCOUNT", account: line.account }, data: {} });
  });
  await checkLine(parts, transaction, received);
}

/** What the home city sees wrong goes to its dispute desk; a person decides, no rule acts alone [A2, A3, L14]. */
async function checkLine(parts: ReceiveLinesParts, transaction: Transaction, { words, sheet, line }: ReceivedLine): Promise<void> {
  const reasonCode = await faultOf(parts, transaction.manager, { words, sheet, line });
  if (reasonCode === undefined) return;
  await parts.contests.add(transaction.manager, {
    sheetId: words.sheetId,
    index: line.index,
    source: "SERVICE",
    reasonCode,
    personId: null,
    explanation: "Vérification automatique de la ville de la personne.",
  });
  transaction.afterCommit(() => {
    parts.liveEvents.publish({ name: "sheet-changed", to: { kind: "OFFICERS" }, data: { sheetId: words.sheetId } });
  });
}

async function faultOf(parts: ReceiveLinesParts, manager: EntityManager, { words, sheet, line }: ReceivedLine): Promise<number | undefined> {
  const signerAccounts = await parts.residents.accountsOfSigner(sheet.signerHash);
  if (signerAccounts.includes(line.account)) return reasonCodes.signerOnSheet;
  if (words.unit !== "MINUTE") return undefined;
  if (line.quantity > BigInt(LINE_LIMIT_MINUTES)) return reasonCodes.dayLimit;
  const week = await minutesOfWeek(parts, manager, sheet, line);
  return week > WEEK_LIMIT_MINUTES ? reasonCodes.dayLimit : undefined;
}

async function minutesOfWeek(parts: ReceiveLinesParts, manager: EntityManager, sheet: SheetRow, line: DeliveredLine): Promise<bigint> {
  const own = (await parts.homeLines.linesOf(line.account, LINES_LOOKED_AT, manager)).filter(({ sheet: words }) => words.unit === "MINUTE");
  const sheets = await parts.sheets.sheetsByIds([...new Set(own.map(({ sheet: words }) => words.sheetId))]);
  const sameWeek = own.filter(
    (other) => sheets.get(other.sheet.sheetId)?.weekIndex === sheet.weekIndex && !(other.sheet.sheetId === sheet.sheetId && other.line.index === line.index),
  );
  return sameWeek.reduce((sum, other) => sum + other.line.quantity, line.quantity);
}
