import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { Check } from "../check.ts";
import { AccountKind, AccountStatus, LineStatus, SheetStatus, StrikeReason } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Place } from "../ledger-event.ts";
import type { AccountsBook } from "./accounts-book.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { IssuanceBook } from "./issuance-book.ts";
import type { ParticipantsBook } from "./participants-book.ts";
import { lotKey } from "./points-book.ts";
import { type ProgrammesBook, reserveKey } from "./programmes-book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

interface SheetFacts {
  readonly cityId: number;
  readonly institution: Address;
  readonly programmeId: Hex;
  readonly weekIndex: number;
  readonly lineCount: number;
  readonly totalQuantity: bigint;
  readonly windowEndsAt: number;
  status: number;
  reserved: bigint;
  issued: bigint;
  postedQuantity: bigint;
  closedLines: number;
  /** A status a line while the sheet is open; given up with the sheet. */
  lines: Uint8Array | undefined;
}

export interface SheetsBook extends Book {
  count(): number;
  openCount(): number;
}

export interface SheetsBookParts {
  readonly accounts: AccountsBook;
  readonly authority: AuthorityBook;
  readonly participants: ParticipantsBook;
  readonly programmes: ProgrammesBook;
  readonly issuance: IssuanceBook;
  readonly pairs: TransactionPairs;
}

/** Strike reasons by which a disputed line ends; CEILING ends one that was open. */
const BY_DISPUTE: readonly number[] = [StrikeReason.DECIDED, StrikeReason.UNDECIDED];

/** Every sheet and line, from filing to the end (I2, I3). */
export function sheetsBook({ accounts, authority, participants, programmes, issuance, pairs }: SheetsBookParts): SheetsBook {
  const filed = new Check("sheets-filed", { fr: "Chaque feuille est déposée une fois, par une institution active, sous un programme ouvert", en: "Each sheet is filed once, by an active institution, under an open programme" });
  const lines = new Check("lines", { fr: "Chaque ligne est affichée ou radiée une seule fois, après la fenêtre, à son taux", en: "Each line is posted or struck once, after the window, at its rate" });
  const ended = new Check("sheets-ended", { fr: "Une feuille finie ne garde aucune réserve", en: "A finished sheet holds no reserve" });
  const compared = new Check("sheets", { fr: "Feuilles recalculées et feuilles du contrat", en: "Recomputed sheets and the contract's" });
  const sheets = new Map<Hex, SheetFacts>();
  let openCount = 0;

  function setLine(id: Hex, index: number, from: readonly number[], to: number, at: Place): SheetFacts | undefined {
    const facts = sheets.get(id);
    const status = facts?.lines?.[index];
    lines.holds(status !== undefined && from.includes(status), () => ({
      fr: `ligne ${index} de la feuille ${id}`,
      en: `line ${index} of sheet ${id}`,
      expected: from.join(" | "),
      found: status === undefined ? "feuille fermée ou ligne inconnue" : String(status),
    }), at);
    if (facts?.lines !== undefined && index < facts.lines.length) facts.lines[index] = to;
    return facts;
  }
  function end(id: Hex, status: number, returned: bigint, at: Place): void {
    const facts = sheets.get(id);
    ended.holds(facts !== undefined && facts.reserved === returned, () => ({
      fr: `réserve rendue par la feuille ${id}`,
      en: `reserve returned by sheet ${id}`,
      expected: String(facts?.reserved),
      found: String(returned),
    }), at);
    if (facts === undefined) return;
    if (facts.lines !== undefined) openCount -= 1;
    if (returned !== 0n) pairs.fact("reserve", reserveKey(facts.programmeId, facts.institution, -returned));
    Object.assign(facts, { status, reserved: 0n, lines: undefined, closedLines: facts.lineCount });
  }

  return {
    count: () => sheets.size,
    openCount: () => openCount,
    checks: [filed, lines, ended, compared],
    listener: {
      earningSheets: {
        SheetFiled({ sheetId, institution, programmeId, sheet, attestationUid, reservedPoints, windowEndsAt }, at) {
          const programme = programmes.find(programmeId);
          const expectedId = sheetIdOf(institution, programmeId, sheet.activityId, sheet.weekIndex, sheet.part);
          const reserve = programme === undefined ? undefined : (sheet.totalQuantity * BigInt(programme.ratePoints)) / BigInt(programme.rateQuantity);
          const isNew = !sheets.has(sheetId) && sheetId === expectedId;
          filed.holds(isNew && participants.isActive(institution, at) && reserve === reservedPoints, () => ({
            fr: `feuille ${sheetId} de ${institution}`,
            en: `sheet ${sheetId} of ${institution}`,
            expected: `${expectedId}, réserve ${String(reserve)}`,
            found: `${sheetId}, réserve ${reservedPoints}`,
          }), at);
          pairs.fact("reserve", reserveKey(programmeId, institution, reservedPoints));
          pairs.fact("attestation", attestationUid);
          openCount += 1;
          sheets.set(sheetId, {
            cityId: programme?.cityId ?? 0,
            institution,
            programmeId,
            weekIndex: sheet.weekIndex,
            lineCount: sheet.lineCount,
            totalQuantity: sheet.totalQuantity,
            windowEndsAt: Number(windowEndsAt),
            status: SheetStatus.FILED,
            reserved: reservedPoints,
            issued: 0n,
            postedQuantity: 0n,
            closedLines: 0,
            lines: new Uint8Array(sheet.lineCount),
          });
        },
        LinePosted({ sheetId, index, account, quantity, points, ceilingStruckPoints }, at) {
          const facts = setLine(sheetId, index, [LineStatus.OPEN], LineStatus.POSTED, at);
          if (facts === undefined) return;
          const programme = programmes.find(facts.programmeId);
          const due = programme === undefined ? undefined : (quantity * BigInt(programme.ratePoints)) / BigInt(programme.rateQuantity);
          const holder = accounts.find(account);
          const isHolder = holder?.kind === AccountKind.RESIDENT && holder.status !== AccountStatus.CLOSED;
          facts.postedQuantity += quantity;
          facts.closedLines += 1;
          facts.reserved -= points + ceilingStruckPoints;
          facts.issued += points;
          const fits = facts.postedQuantity <= facts.totalQuantity && facts.reserved >= 0n && at.timestamp > facts.windowEndsAt;
          lines.holds(due === points + ceilingStruckPoints && isHolder && fits, () => ({
            fr: `points de la ligne ${index} de la feuille ${sheetId}`,
            en: `points of line ${index} of sheet ${sheetId}`,
            expected: String(due),
            found: `${points} + ${ceilingStruckPoints}`,
          }), at);
          if (ceilingStruckPoints !== 0n) pairs.fact("reserve", reserveKey(facts.programmeId, facts.institution, -ceilingStruckPoints));
          if (points === 0n) return;
          pairs.fact("issuance", lotKey(account, facts.cityId, points));
          programmes.issue(facts.programmeId, points, at);
          issuance.post({ ...facts, account, points, at });
        },
        LineDisputed: ({ sheetId, index }, at) => void setLine(sheetId, index, [LineStatus.OPEN], LineStatus.DISPUTED, at),
        LineReleased({ sheetId, index, officer }, at) {
          const facts = setLine(sheetId, index, [LineStatus.DISPUTED], LineStatus.OPEN, at);
          authority.requirePower(facts?.cityId ?? 0, "PROGRAMME", officer, at);
        },
        LineStruck({ sheetId, index, reason }, at) {
          const from = BY_DISPUTE.includes(reason) ? LineStatus.DISPUTED : LineStatus.OPEN;
          const facts = setLine(sheetId, index, [from], LineStatus.STRUCK, at);
          if (facts === undefined) return;
          facts.closedLines += 1;
          if (reason !== StrikeReason.CEILING) return;
          const returned = programmes.lastReturn(facts.programmeId, facts.institution) ?? 0n;
          facts.reserved -= returned;
          pairs.fact("reserve", reserveKey(facts.programmeId, facts.institution, -returned));
        },
        SheetFinished({ sheetId, issuedPoints, returnedPoints }, at) {
          const facts = sheets.get(sheetId);
          ended.holds(facts?.issued === issuedPoints && facts.closedLines === facts.lineCount, () => ({
            fr: `points et lignes de la feuille finie ${sheetId}`,
            en: `points and lines of the finished sheet ${sheetId}`,
            expected: `${facts?.issued} points, ${facts?.lineCount} lignes`,
            found: `${issuedPoints} points, ${facts?.closedLines} lignes`,
          }), at);
          end(sheetId, SheetStatus.FINISHED, returnedPoints, at);
        },
        SheetStruck({ sheetId, reason, returnedPoints }, at) {
          const statuses: Record<number, number> = {
            [StrikeReason.WITHDRAWN]: SheetStatus.STRUCK,
            [StrikeReason.REVOKED]: SheetStatus.REVOKED,
            [StrikeReason.EXPIRED]: SheetStatus.EXPIRED,
          };
          end(sheetId, statuses[reason] ?? SheetStatus.NONE, returnedPoints, at);
        },
      },
    },
    compare: (reader) => compareSheets(compared, sheets, reader),
  };
}

const sheetIdOf = (institution: Address, programmeId: Hex, activityId: Hex, weekIndex: number, part: number): Hex =>
  keccak256(encodeAbiParameters(
    [{ type: "address" }, { type: "bytes32" }, { type: "bytes32" }, { type: "uint32" }, { type: "uint16" }],
    [institution, programmeId, activityId, weekIndex, part],
  ));

async function compareSheets(check: Check, sheets: ReadonlyMap<Hex, SheetFacts>, reader: LedgerReader): Promise<void> {
  const ids = [...sheets.keys()];
  const answers = await reader.readAll("earningSheets", "sheet", ids.map((id) => [id] as const));
  for (const [index, found] of answers.entries()) {
    const id = ids[index] ?? "0x";
    const facts = sheets.get(id);
    const say = (fr: string, en: string) => () => ({ fr: `${fr} de la feuille ${id}`, en: `${en} of sheet ${id}` });
    check.equal(facts?.status, found.status, say("statut", "status"));
    check.equal(facts?.reserved, found.reservedPoints, say("réserve", "reserve"));
    check.equal(facts?.issued, found.issuedPoints, say("points émis", "issued points"));
    check.equal(facts?.closedLines, found.closedLineCount, say("lignes closes", "closed lines"));
  }
}
