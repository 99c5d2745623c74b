import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { Check } from "../check.ts";
import { AccountKind, AccountStatus, LineStatus, SheetStatus, StrikeReason } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { EventArgs, Listener, Place } from "../ledger-event.ts";
import type { AccountsBook } from "./accounts-book.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { IssuanceBook } from "./issuance-book.ts";
import type { ParticipantsBook } from "./participants-book.ts";
import { lotKey } from "./points-book.ts";
import { type ProgrammeFacts, type ProgrammesBook, reserveKey } from "./programmes-book.ts";
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

const STATUS_AFTER: Readonly<Record<number, number>> = {
  [StrikeReason.WITHDRAWN]: SheetStatus.STRUCK,
  [StrikeReason.REVOKED]: SheetStatus.REVOKED,
  [StrikeReason.EXPIRED]: SheetStatus.EXPIRED,
};

/** Every sheet and line, from filing to the end (I2, I3). */
export class SheetsBook implements Book {
  readonly #filed = new Check("sheets-filed", { fr: "Chaque feuille est déposée une fois, par une institution active, pour sa réserve", en: "Each sheet is filed once, by an active institution, for its reserve" });
  readonly #lines = new Check("lines", { fr: "Chaque ligne est affichée ou radiée une seule fois, après la fenêtre, à son taux", en: "Each line is posted or struck once, after the window, at its rate" });
  readonly #ended = new Check("sheets-ended", { fr: "Une feuille finie ne garde aucune réserve", en: "A finished sheet holds no reserve" });
  readonly #compared = new Check("sheets", { fr: "Feuilles recalculées et feuilles du contrat", en: "Recomputed sheets and the contract's" });
  readonly checks = [this.#filed, this.#lines, this.#ended, this.#compared];
  readonly #parts: SheetsBookParts;
  readonly #sheets = new Map<Hex, SheetFacts>();
  #openCount = 0;

  constructor(parts: SheetsBookParts) {
    this.#parts = parts;
  }

  readonly listener: Listener = {
    earningSheets: {
      SheetFiled: (filed, at) => this.#file(filed, at),
      LinePosted: (posted, at) => this.#post(posted, at),
      LineDisputed: ({ sheetId, index }, at) => void this.#setLine(sheetId, index, LineStatus.OPEN, LineStatus.DISPUTED, at),
      LineReleased: ({ sheetId, index, officer }, at) => {
        const facts = this.#setLine(sheetId, index, LineStatus.DISPUTED, LineStatus.OPEN, at);
        this.#parts.authority.requirePower(facts?.cityId ?? 0, "PROGRAMME", officer, at);
      },
      LineStruck: ({ sheetId, index, reason }, at) => {
        const from = BY_DISPUTE.includes(reason) ? LineStatus.DISPUTED : LineStatus.OPEN;
        const facts = this.#setLine(sheetId, index, from, LineStatus.STRUCK, at);
        if (facts === undefined) return;
        facts.closedLines += 1;
        if (reason === StrikeReason.CEILING) this.#returnStruck(facts);
      },
      SheetFinished: ({ sheetId, issuedPoints, returnedPoints }, at) => {
        const facts = this.#sheets.get(sheetId);
        this.#ended.holds(facts?.issued === issuedPoints && facts.closedLines === facts.lineCount, () => ({
          fr: `points et lignes de la feuille finie ${sheetId}`,
          en: `points and lines of the finished sheet ${sheetId}`,
          expected: `${String(facts?.issued)} points, ${String(facts?.lineCount)} lignes`,
          found: `${issuedPoints} points, ${String(facts?.closedLines)} lignes`,
        }), at);
        this.#end(sheetId, SheetStatus.FINISHED, returnedPoints, at);
      },
      SheetStruck: ({ sheetId, reason, returnedPoints }, at) => this.#end(sheetId, STATUS_AFTER[reason] ?? SheetStatus.NONE, returnedPoints, at),
    },
  };

  get count(): number {
    return this.#sheets.size;
  }

  get openCount(): number {
    return this.#openCount;
  }

  compare(reader: LedgerReader): Promise<void> {
    return compareSheets(this.#compared, this.#sheets, reader);
  }

  #file(event: EventArgs<"earningSheets", "SheetFiled">, at: Place): void {
    const { sheetId, institution, programmeId, sheet, attestationUid, reservedPoints, windowEndsAt } = event;
    const programme = this.#parts.programmes.find(programmeId);
    const expectedId = sheetIdOf(institution, programmeId, sheet.activityId, sheet.weekIndex, sheet.part);
    const due = programme === undefined ? undefined : pointsFor(programme, sheet.totalQuantity);
    const isNew = !this.#sheets.has(sheetId) && sheetId === expectedId;
    this.#filed.holds(isNew && this.#parts.participants.isActive(institution, at) && due === reservedPoints, () => ({
      fr: `feuille ${sheetId} de ${institution}`,
      en: `sheet ${sheetId} of ${institution}`,
      expected: `${expectedId}, réserve ${String(due)}`,
      found: `${sheetId}, réserve ${reservedPoints}`,
    }), at);
    this.#parts.pairs.fact("reserve", reserveKey(programmeId, institution, reservedPoints));
    this.#parts.pairs.fact("attestation", attestationUid);
    this.#openCount += 1;
    this.#sheets.set(sheetId, {
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
  }

  #post(event: EventArgs<"earningSheets", "LinePosted">, at: Place): void {
    const { sheetId, index, account, quantity, points, ceilingStruckPoints } = event;
    const facts = this.#setLine(sheetId, index, LineStatus.OPEN, LineStatus.POSTED, at);
    if (facts === undefined) return;
    facts.postedQuantity += quantity;
    facts.closedLines += 1;
    facts.reserved -= points + ceilingStruckPoints;
    facts.issued += points;
    this.#checkPosted(event, facts, at);
    if (ceilingStruckPoints !== 0n) this.#parts.pairs.fact("reserve", reserveKey(facts.programmeId, facts.institution, -ceilingStruckPoints));
    if (points === 0n) return;
    this.#parts.pairs.fact("issuance", lotKey(account, facts.cityId, points));
    this.#parts.programmes.issue(facts.programmeId, points, at);
    this.#parts.issuance.post({ ...facts, account, points, at });
  }

  #checkPosted(event: EventArgs<"earningSheets", "LinePosted">, facts: SheetFacts, at: Place): void {
    const { sheetId, index, account, quantity, points, ceilingStruckPoints } = event;
    const programme = this.#parts.programmes.find(facts.programmeId);
    const due = programme === undefined ? undefined : pointsFor(programme, quantity);
    const holder = this.#parts.accounts.find(account);
    const mayReceive = holder?.kind === AccountKind.RESIDENT && holder.status !== AccountStatus.CLOSED;
    const fits = facts.postedQuantity <= facts.totalQuantity && facts.reserved >= 0n && at.timestamp > facts.windowEndsAt;
    this.#lines.holds(due === points + ceilingStruckPoints && mayReceive && fits, () => ({
      fr: `points de la ligne ${index} de la feuille ${sheetId}`,
      en: `points of line ${index} of sheet ${sheetId}`,
      expected: String(due),
      found: `${points} + ${ceilingStruckPoints}`,
    }), at);
  }

  /** A line struck for a ceiling went back to the budget just before; its own event says no points. */
  #returnStruck(facts: SheetFacts): void {
    const returned = this.#parts.programmes.lastReturn(facts.programmeId, facts.institution) ?? 0n;
    facts.reserved -= returned;
    this.#parts.pairs.fact("reserve", reserveKey(facts.programmeId, facts.institution, -returned));
  }

  #setLine(id: Hex, index: number, from: number, to: number, at: Place): SheetFacts | undefined {
    const facts = this.#sheets.get(id);
    const status = facts?.lines?.[index];
    this.#lines.holds(status === from, () => ({
      fr: `ligne ${index} de la feuille ${id}`,
      en: `line ${index} of sheet ${id}`,
      expected: String(from),
      found: status === undefined ? "feuille fermée ou ligne inconnue" : String(status),
    }), at);
    if (facts?.lines !== undefined && index < facts.lines.length) facts.lines[index] = to;
    return facts;
  }

  #end(id: Hex, status: number, returned: bigint, at: Place): void {
    const facts = this.#sheets.get(id);
    this.#ended.holds(facts?.reserved === returned, () => ({
      fr: `réserve rendue par la feuille ${id}`,
      en: `reserve returned by sheet ${id}`,
      expected: String(facts?.reserved),
      found: String(returned),
    }), at);
    if (facts === undefined) return;
    if (facts.lines !== undefined) this.#openCount -= 1;
    if (returned !== 0n) this.#parts.pairs.fact("reserve", reserveKey(facts.programmeId, facts.institution, -returned));
    Object.assign(facts, { status, reserved: 0n, lines: undefined, closedLines: facts.lineCount });
  }
}

/** ⌊quantity × rate⌋ */
const pointsFor = ({ ratePoints, rateQuantity }: ProgrammeFacts, quantity: bigint): bigint => (quantity * BigInt(ratePoints)) / BigInt(rateQuantity);

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
