import { Check } from "../check.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Listener, Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { ParticipantsBook } from "./participants-book.ts";
import { obligationKey } from "./redemptions-book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

/** What one city owes another in a period. */
export interface ObligationRow {
  readonly debtor: number;
  readonly creditor: number;
  readonly periodIndex: number;
  recorded: bigint;
  reversed: bigint;
}

interface Side {
  readonly ceiling: bigint;
  readonly suspended: boolean;
}

/** Obligations per pair and period, their ceilings, net positions (I5, I7). */
export class ClearingBook implements Book {
  readonly rows = new Map<string, ObligationRow>();
  readonly #periods = new Check("periods", { fr: "Chaque obligation tombe dans la période de son jour", en: "Each obligation falls in the period of its day" });
  readonly #ceilings = new Check("pair-ceilings", { fr: "Aucune paire de villes ne dépasse son plafond", en: "No pair of cities exceeds its ceiling" });
  readonly #compared = new Check("obligations", { fr: "Obligations recalculées et celles du contrat", en: "Recomputed obligations and the contract's" });
  readonly #nets = new Check("net-positions", { fr: "Positions nettes recalculées, celles du contrat, et leur somme nulle", en: "Recomputed net positions, the contract's, and their sum of zero" });
  readonly checks = [this.#periods, this.#ceilings, this.#compared, this.#nets];
  readonly #authority: AuthorityBook;
  readonly #participants: ParticipantsBook;
  readonly #pairs: TransactionPairs;
  readonly #periodStarts: number[] = [];
  readonly #sides = new Map<string, Side>();
  #pointsPerResident = 0n;

  constructor(authority: AuthorityBook, participants: ParticipantsBook, pairs: TransactionPairs) {
    this.#authority = authority;
    this.#participants = participants;
    this.#pairs = pairs;
  }

  readonly listener: Listener = {
    clearingHouse: {
      ObligationRecorded: ({ debtor, creditor, periodIndex, points, chargeId }, at) => {
        this.#pairs.consequence("obligation", obligationKey(debtor, creditor, points, chargeId));
        this.#checkPeriod(periodIndex, at);
        const row = this.#rowOf(debtor, creditor, periodIndex);
        row.recorded += points;
        const ceiling = this.#ceilingOf(debtor, creditor);
        this.#ceilings.holds(row.recorded - row.reversed <= ceiling, () => ({
          fr: `ville ${debtor} → ville ${creditor}, période ${periodIndex}`,
          en: `city ${debtor} → city ${creditor}, period ${periodIndex}`,
          expected: `≤ ${ceiling}`,
          found: String(row.recorded - row.reversed),
        }), at);
      },
      ObligationReversed: ({ debtor, creditor, periodIndex, points, chargeId }, at) => {
        this.#pairs.consequence("reversal", obligationKey(debtor, creditor, points, chargeId));
        this.#checkPeriod(periodIndex, at);
        this.#rowOf(debtor, creditor, periodIndex).reversed += points;
      },
      SideChanged: ({ cityId, otherCityId, asCreditor, ceilingPoints, suspended, officer }, at) => {
        // The terms of a city that left are the council's: its timelock stands where the officer does.
        if (this.#authority.holds(0, "CONSORTIUM", officer)) this.#pairs.ruleChanged("clearingHouse");
        else this.#authority.requirePower(cityId, "TREASURY", officer, at);
        this.#sides.set(`${cityId} ${otherCityId} ${asCreditor}`, { ceiling: ceilingPoints, suspended });
      },
      PeriodsAdded: ({ startsAt }) => {
        this.#periodStarts.push(...startsAt.map(Number));
        if (this.#authority.isHandedOver) this.#pairs.ruleChanged("clearingHouse");
      },
      DefaultCeilingChanged: ({ pointsPerResident }) => {
        this.#pointsPerResident = BigInt(pointsPerResident);
        if (this.#authority.isHandedOver) this.#pairs.ruleChanged("clearingHouse");
      },
    },
  };

  async compare(reader: LedgerReader): Promise<void> {
    const rows = [...this.rows.values()];
    await compareObligations(this.#compared, rows, reader);
    await compareNets(this.#nets, rows, [...this.#participants.populations.keys()], reader);
  }

  #rowOf(debtor: number, creditor: number, periodIndex: number): ObligationRow {
    const key = `${periodIndex} ${debtor} ${creditor}`;
    const row = this.rows.get(key) ?? { debtor, creditor, periodIndex, recorded: 0n, reversed: 0n };
    this.rows.set(key, row);
    return row;
  }

  #checkPeriod(periodIndex: number, at: Place): void {
    const starts = this.#periodStarts[periodIndex];
    const next = this.#periodStarts[periodIndex + 1];
    this.#periods.holds(starts !== undefined && starts <= at.timestamp && (next === undefined || at.timestamp < next), () => ({
      fr: `période ${periodIndex}`,
      en: `period ${periodIndex}`,
      expected: `${String(starts)} à ${String(next)}`,
      found: String(at.timestamp),
    }), at);
  }

  /** The lower of the two sides; a side that a city never set is the default. */
  #ceilingOf(debtor: number, creditor: number): bigint {
    const standard = this.#pointsPerResident * BigInt(this.#participants.populations.get(debtor) ?? 0);
    const given = [this.#sides.get(`${debtor} ${creditor} false`), this.#sides.get(`${creditor} ${debtor} true`)].map((side) =>
      side === undefined ? standard : side.suspended ? 0n : side.ceiling);
    return given.reduce((low, one) => (one < low ? one : low));
  }
}

async function compareObligations(check: Check, rows: readonly ObligationRow[], reader: LedgerReader): Promise<void> {
  const answers = await reader.readAll("clearingHouse", "obligation", rows.map(({ debtor, creditor, periodIndex }) => [debtor, creditor, periodIndex] as const));
  for (const [index, found] of answers.entries()) {
    const row = rows[index];
    if (row === undefined) continue;
    const say = (fr: string, en: string) => () => ({
      fr: `${fr} de la ville ${row.debtor} envers la ville ${row.creditor}, période ${row.periodIndex}`,
      en: `${en} of city ${row.debtor} to city ${row.creditor}, period ${row.periodIndex}`,
    });
    check.equal(row.recorded, found.recordedPoints, say("obligation", "obligation"));
    check.equal(row.reversed, found.reversedPoints, say("obligation réduite", "reversed obligation"));
  }
}

async function compareNets(check: Check, rows: readonly ObligationRow[], cityIds: readonly number[], reader: LedgerReader): Promise<void> {
  for (const periodIndex of new Set(rows.map((row) => row.periodIndex))) {
    const answers = await reader.readAll("clearingHouse", "netPosition", cityIds.map((cityId) => [cityId, periodIndex] as const));
    for (const [index, found] of answers.entries()) {
      const cityId = cityIds[index] ?? 0;
      check.equal(netOf(rows, cityId, periodIndex), found, () => ({
        fr: `position nette de la ville ${cityId}, période ${periodIndex}`,
        en: `net position of city ${cityId}, period ${periodIndex}`,
      }));
    }
    check.equal(0n, answers.reduce((sum, net) => sum + net, 0n), () => ({ fr: `somme des positions de la période ${periodIndex}`, en: `sum of the positions of period ${periodIndex}` }));
  }
}

function netOf(rows: readonly ObligationRow[], cityId: number, periodIndex: number): bigint {
  return rows.filter((row) => row.periodIndex === periodIndex).reduce((sum, { debtor, creditor, recorded, reversed }) => {
    if (creditor === cityId) return sum + recorded - reversed;
    return debtor === cityId ? sum - recorded + reversed : sum;
  }, 0n);
}
