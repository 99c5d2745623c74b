import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { Check } from "../check.ts";
import { ProgrammeStatus } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { EventArgs, Listener, Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

export interface ProgrammeFacts {
  readonly cityId: number;
  readonly ratePoints: number;
  readonly rateQuantity: number;
  readonly weeklyCeilingPoints: bigint;
  status: number;
  budget: bigint;
  reserved: bigint;
  issued: bigint;
  /** Latest first in force: "2026-100". */
  resolution: string;
}

interface Allotment {
  allotted: bigint;
  used: bigint;
}

/** Budgets, reserves and allotments of each programme (I2, A4). */
export class ProgrammesBook implements Book {
  readonly #resolutions = new Check("resolutions", { fr: "Chaque programme suit une résolution, signée par deux agents", en: "Each programme follows a resolution and is signed by two officers" });
  readonly #budgets = new Check("budgets", { fr: "Réservé + émis ne dépasse jamais le budget", en: "Reserved + issued never exceed the budget" });
  readonly #allotments = new Check("allotments", { fr: "Aucune institution n’utilise plus que sa part", en: "No institution uses more than its allotment" });
  readonly #compared = new Check("programmes", { fr: "Programmes et parts recalculés et ceux du contrat", en: "Recomputed programmes and allotments and the contract's" });
  readonly checks = [this.#resolutions, this.#budgets, this.#allotments, this.#compared];
  readonly #authority: AuthorityBook;
  readonly #pairs: TransactionPairs;
  readonly #programmes = new Map<Hex, ProgrammeFacts>();
  readonly #shares = new Map<string, Allotment>();
  #lastReturned: { readonly key: string; readonly points: bigint } | undefined;

  constructor(authority: AuthorityBook, pairs: TransactionPairs) {
    this.#authority = authority;
    this.#pairs = pairs;
  }

  readonly listener: Listener = {
    programmes: {
      ProgrammeOpened: (opened, at) => this.#open(opened, at),
      ProgrammeBudgetRaised: ({ programmeId, resolution, budgetPoints, officers }, at) => {
        const facts = this.#programmes.get(programmeId);
        this.#checkOfficers(programmeId, facts?.cityId ?? 0, officers, resolution.documentHash, at);
        if (facts === undefined) return;
        facts.budget = budgetPoints;
        facts.resolution = `${resolution.year}-${resolution.number}`;
      },
      ProgrammeClosed: ({ programmeId, officer }, at) => {
        const facts = this.#programmes.get(programmeId);
        this.#authority.requirePower(facts?.cityId ?? 0, "PROGRAMME", officer, at);
        if (facts !== undefined) facts.status = ProgrammeStatus.CLOSED;
      },
      AllotmentChanged: ({ programmeId, institution, allottedPoints, officer }, at) => {
        this.#authority.requirePower(this.#programmes.get(programmeId)?.cityId ?? 0, "PROGRAMME", officer, at);
        const used = this.#shares.get(shareKey(programmeId, institution))?.used ?? 0n;
        this.#shares.set(shareKey(programmeId, institution), { used, allotted: allottedPoints });
      },
      PointsReserved: ({ programmeId, institution, points }, at) => {
        this.#pairs.consequence("reserve", reserveKey(programmeId, institution, points));
        this.#changeUse(programmeId, institution, points, at);
      },
      ReserveReturned: ({ programmeId, institution, points }, at) => {
        this.#pairs.consequence("reserve", reserveKey(programmeId, institution, -points));
        this.#changeUse(programmeId, institution, -points, at);
        this.#lastReturned = { key: shareKey(programmeId, institution), points };
      },
      WeeklyMinutesCeilingChanged: () => {
        if (this.#authority.isHandedOver) this.#pairs.ruleChanged("programmes");
      },
    },
  };

  get count(): number {
    return this.#programmes.size;
  }

  find(programmeId: Hex): ProgrammeFacts | undefined {
    return this.#programmes.get(programmeId);
  }

  /** A posted line turned so many reserved points into issued ones. */
  issue(programmeId: Hex, points: bigint, at: Place): void {
    const facts = this.#programmes.get(programmeId);
    if (facts === undefined) return;
    facts.reserved -= points;
    facts.issued += points;
    this.#checkBudget(programmeId, facts, at);
  }

  /** What went back to this institution's allotment last: a line struck for a ceiling says no points of its own. */
  lastReturn(programmeId: Hex, institution: Address): bigint | undefined {
    const last = this.#lastReturned;
    return last?.key === shareKey(programmeId, institution) ? last.points : undefined;
  }

  async compare(reader: LedgerReader): Promise<void> {
    await comparePrograms(this.#compared, this.#programmes, reader);
    await compareShares(this.#compared, this.#shares, reader);
  }

  #open({ programmeId, cityId, opening, officers }: EventArgs<"programmes", "ProgrammeOpened">, at: Place): void {
    const { resolution, ordinal, rate } = opening;
    const expectedId = programmeIdOf(cityId, resolution.year, resolution.number, ordinal);
    this.#resolutions.equal(expectedId, programmeId, () => ({ fr: `numéro du programme ${programmeId}`, en: `id of programme ${programmeId}` }), at);
    this.#checkOfficers(programmeId, cityId, officers, resolution.documentHash, at);
    this.#programmes.set(programmeId, {
      cityId,
      ratePoints: rate.points,
      rateQuantity: rate.quantity,
      weeklyCeilingPoints: opening.weeklyCeilingPoints,
      status: ProgrammeStatus.OPEN,
      budget: opening.budgetPoints,
      reserved: 0n,
      issued: 0n,
      resolution: `${resolution.year}-${resolution.number}`,
    });
  }

  #checkOfficers(id: Hex, cityId: number, officers: readonly Address[], documentHash: Hex, at: Place): void {
    for (const officer of officers) this.#authority.requirePower(cityId, "PROGRAMME", officer, at);
    const distinct = new Set(officers).size;
    this.#resolutions.holds(distinct >= 2 && BigInt(documentHash) !== 0n, () => ({
      fr: `signataires et document du programme ${id}`,
      en: `signatories and document of programme ${id}`,
      expected: "≥ 2",
      found: `${distinct}, ${documentHash}`,
    }), at);
  }

  #changeUse(id: Hex, institution: Address, by: bigint, at: Place): void {
    const share = this.#shares.get(shareKey(id, institution)) ?? { allotted: 0n, used: 0n };
    share.used += by;
    this.#shares.set(shareKey(id, institution), share);
    this.#allotments.holds(share.used >= 0n && share.used <= share.allotted, () => ({
      fr: `part de ${institution} au programme ${id}`,
      en: `allotment of ${institution} under programme ${id}`,
      expected: `≤ ${share.allotted}`,
      found: String(share.used),
    }), at);
    const facts = this.#programmes.get(id);
    if (facts === undefined) return;
    facts.reserved += by;
    this.#checkBudget(id, facts, at);
  }

  #checkBudget(id: Hex, { budget, reserved, issued }: ProgrammeFacts, at: Place): void {
    this.#budgets.holds(reserved >= 0n && reserved + issued <= budget, () => ({
      fr: `réservé + émis du programme ${id}`,
      en: `reserved + issued of programme ${id}`,
      expected: `≤ ${budget}`,
      found: `${reserved} + ${issued}`,
    }), at);
  }
}

/** How a reserve is told in a pair: > 0 taken, < 0 returned. */
export const reserveKey = (programmeId: Hex, institution: Address, points: bigint): string => `${programmeId} ${institution} ${points}`;

const shareKey = (programmeId: Hex, institution: Address): string => `${programmeId}${institution}`;

const programmeIdOf = (cityId: number, year: number, number: number, ordinal: number): Hex =>
  keccak256(encodeAbiParameters([{ type: "uint8" }, { type: "uint16" }, { type: "uint32" }, { type: "uint8" }], [cityId, year, number, ordinal]));

async function comparePrograms(check: Check, programmes: ReadonlyMap<Hex, ProgrammeFacts>, reader: LedgerReader): Promise<void> {
  const ids = [...programmes.keys()];
  const answers = await reader.readAll("programmes", "programme", ids.map((id) => [id] as const));
  for (const [index, found] of answers.entries()) {
    const id = ids[index] ?? "0x";
    const facts = programmes.get(id);
    const say = (fr: string, en: string) => () => ({ fr: `${fr} du programme ${id}`, en: `${en} of programme ${id}` });
    check.equal(facts?.budget, found.budgetPoints, say("budget", "budget"));
    check.equal(facts?.reserved, found.reservedPoints, say("points réservés", "reserved points"));
    check.equal(facts?.issued, found.issuedPoints, say("points émis", "issued points"));
    check.equal(facts?.status, found.status, say("statut", "status"));
    check.equal(`${facts?.ratePoints}/${facts?.rateQuantity}`, `${found.rate.points}/${found.rate.quantity}`, say("taux", "rate"));
    check.equal(facts?.resolution, `${found.resolution.year}-${found.resolution.number}`, say("résolution", "resolution"));
  }
}

async function compareShares(check: Check, shares: ReadonlyMap<string, Allotment>, reader: LedgerReader): Promise<void> {
  const keys = [...shares.keys()];
  const partsOf = (key: string): readonly [Hex, Address] => [`0x${key.slice(2, 66)}`, `0x${key.slice(68)}`];
  const answers = await reader.readAll("programmes", "allotment", keys.map(partsOf));
  for (const [index, found] of answers.entries()) {
    const key = keys[index] ?? "";
    const [programmeId, institution] = partsOf(key);
    const say = (fr: string, en: string) => () => ({ fr: `${fr} de ${institution} au programme ${programmeId}`, en: `${en} of ${institution} under programme ${programmeId}` });
    check.equal(shares.get(key)?.allotted, found.allottedPoints, say("part", "allotment"));
    check.equal(shares.get(key)?.used, found.usedPoints, say("part utilisée", "used allotment"));
  }
}
