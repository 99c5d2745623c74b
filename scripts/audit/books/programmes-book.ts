import { type Address, encodeAbiParameters, type Hex, keccak256 } from "viem";
import { Check } from "../check.ts";
import { ProgrammeStatus } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

export interface ProgrammeFacts {
  readonly cityId: number;
  readonly ratePoints: number;
  readonly rateQuantity: number;
  readonly weeklyCeilingPoints: bigint;
  readonly startsAt: number;
  readonly endsAt: number;
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

export interface ProgrammesBook extends Book {
  find(programmeId: Hex): ProgrammeFacts | undefined;
  count(): number;
  /** A posted line turned so many reserved points into issued ones. */
  issue(programmeId: Hex, points: bigint, at: Place): void;
  /** What went back to this institution's allotment last: a line struck for a ceiling says no points of its own. */
  lastReturn(programmeId: Hex, institution: Address): bigint | undefined;
}

/** Budgets, reserves and allotments of each programme (I2, A4). */
export function programmesBook(authority: AuthorityBook, pairs: TransactionPairs): ProgrammesBook {
  const budgets = new Check("budgets", { fr: "Réservé + émis ne dépasse jamais le budget", en: "Reserved + issued never exceed the budget" });
  const allotments = new Check("allotments", { fr: "Aucune institution n’utilise plus que sa part", en: "No institution uses more than its allotment" });
  const resolutions = new Check("resolutions", { fr: "Chaque programme suit une résolution, signée par deux agents", en: "Each programme follows a resolution and is signed by two officers" });
  const compared = new Check("programmes", { fr: "Programmes et parts recalculés et ceux du contrat", en: "Recomputed programmes and allotments and the contract's" });
  const programmes = new Map<Hex, ProgrammeFacts>();
  const shares = new Map<string, Allotment>();
  let lastReturned: { readonly key: string; readonly points: bigint } | undefined;

  function checkBudget(id: Hex, { budget, reserved, issued }: ProgrammeFacts, at: Place): void {
    budgets.holds(reserved >= 0n && reserved + issued <= budget, () => ({
      fr: `réservé + émis du programme ${id}`,
      en: `reserved + issued of programme ${id}`,
      expected: `≤ ${budget}`,
      found: `${reserved} + ${issued}`,
    }), at);
  }
  function changeUse(id: Hex, institution: Address, by: bigint, at: Place): void {
    const facts = programmes.get(id);
    const share = shares.get(shareKey(id, institution)) ?? { allotted: 0n, used: 0n };
    share.used += by;
    shares.set(shareKey(id, institution), share);
    allotments.holds(share.used >= 0n && share.used <= share.allotted, () => ({
      fr: `part de ${institution} au programme ${id}`,
      en: `allotment of ${institution} under programme ${id}`,
      expected: `≤ ${share.allotted}`,
      found: String(share.used),
    }), at);
    if (facts === undefined) return;
    facts.reserved += by;
    checkBudget(id, facts, at);
  }
  function checkOfficers(id: Hex, cityId: number, officers: readonly Address[], documentHash: Hex, at: Place): void {
    for (const officer of officers) authority.requirePower(cityId, "PROGRAMME", officer, at);
    resolutions.holds(new Set(officers).size >= 2 && BigInt(documentHash) !== 0n, () => ({
      fr: `signataires et document du programme ${id}`,
      en: `signatories and document of programme ${id}`,
      expected: "2",
      found: `${new Set(officers).size}, ${documentHash}`,
    }), at);
  }

  return {
    find: (id) => programmes.get(id),
    count: () => programmes.size,
    issue(id, points, at) {
      const facts = programmes.get(id);
      if (facts === undefined) return;
      facts.reserved -= points;
      facts.issued += points;
      checkBudget(id, facts, at);
    },
    lastReturn: (id, institution) => (lastReturned?.key === shareKey(id, institution) ? lastReturned.points : undefined),
    checks: [resolutions, budgets, allotments, compared],
    listener: {
      programmes: {
        ProgrammeOpened({ programmeId, cityId, opening, officers }, at) {
          const { resolution, ordinal, rate } = opening;
          resolutions.equal(programmeIdOf(cityId, resolution.year, resolution.number, ordinal), programmeId, () => ({
            fr: `numéro du programme ${programmeId}`,
            en: `id of programme ${programmeId}`,
          }), at);
          checkOfficers(programmeId, cityId, officers, resolution.documentHash, at);
          programmes.set(programmeId, {
            cityId,
            ratePoints: rate.points,
            rateQuantity: rate.quantity,
            weeklyCeilingPoints: opening.weeklyCeilingPoints,
            startsAt: Number(opening.startsAt),
            endsAt: Number(opening.endsAt),
            status: ProgrammeStatus.OPEN,
            budget: opening.budgetPoints,
            reserved: 0n,
            issued: 0n,
            resolution: `${resolution.year}-${resolution.number}`,
          });
        },
        ProgrammeBudgetRaised({ programmeId, resolution, budgetPoints, officers }, at) {
          const facts = programmes.get(programmeId);
          checkOfficers(programmeId, facts?.cityId ?? 0, officers, resolution.documentHash, at);
          if (facts === undefined) return;
          facts.budget = budgetPoints;
          facts.resolution = `${resolution.year}-${resolution.number}`;
        },
        ProgrammeClosed({ programmeId, officer }, at) {
          const facts = programmes.get(programmeId);
          authority.requirePower(facts?.cityId ?? 0, "PROGRAMME", officer, at);
          if (facts !== undefined) facts.status = ProgrammeStatus.CLOSED;
        },
        AllotmentChanged({ programmeId, institution, allottedPoints, officer }, at) {
          authority.requirePower(programmes.get(programmeId)?.cityId ?? 0, "PROGRAMME", officer, at);
          const share = shares.get(shareKey(programmeId, institution)) ?? { allotted: 0n, used: 0n };
          shares.set(shareKey(programmeId, institution), { ...share, allotted: allottedPoints });
        },
        PointsReserved({ programmeId, institution, points }, at) {
          pairs.consequence("reserve", reserveKey(programmeId, institution, points));
          changeUse(programmeId, institution, points, at);
        },
        ReserveReturned({ programmeId, institution, points }, at) {
          pairs.consequence("reserve", reserveKey(programmeId, institution, -points));
          changeUse(programmeId, institution, -points, at);
          lastReturned = { key: shareKey(programmeId, institution), points };
        },
        WeeklyMinutesCeilingChanged() {
          if (authority.isHandedOver()) pairs.ruleChanged("programmes");
        },
      },
    },
    async compare(reader) {
      await comparePrograms(compared, programmes, reader);
      await compareShares(compared, shares, reader);
    },
  };
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
