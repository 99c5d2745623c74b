import type { Address, Hex } from "viem";
import { Check } from "../check.ts";
import type { Place } from "../ledger-event.ts";
import { seededSample } from "../seeded-sample.ts";
import type { Book } from "./book.ts";
import type { ProgrammesBook } from "./programmes-book.ts";

/** A line that became points. */
export interface PostedLine {
  readonly cityId: number;
  readonly programmeId: Hex;
  readonly weekIndex: number;
  readonly account: Address;
  readonly points: bigint;
  readonly at: Place;
}

/** What a programme issued in the period under one resolution. */
export interface IssuanceRow {
  readonly cityId: number;
  readonly programmeId: Hex;
  readonly resolution: string;
  lines: number;
  points: bigint;
}

export interface IssuanceBook extends Book {
  readonly rows: ReadonlyMap<string, IssuanceRow>;
  post(line: PostedLine): void;
}

/** A line may still post so many weeks after the week it is of: 91 days to file, 30 of window, 180 until it expires. */
const WEEKS_OPEN = 44;
const SAMPLE = 500;

/** Issued points of the period by programme and resolution; weekly ceilings of accounts (I3). */
export function issuanceBook(programmes: ProgrammesBook, period: { readonly fromBlock: number }, seed: string): IssuanceBook {
  const ceilings = new Check("weekly-ceilings", { fr: "Aucun compte ne dépasse le plafond d’une semaine", en: "No account exceeds a week's ceiling" });
  const compared = new Check("weekly-use", { fr: "Points d’une semaine recalculés et ceux du contrat", en: "Recomputed points of a week and the contract's" });
  const rows = new Map<string, IssuanceRow>();
  const weeks = new Map<number, Map<string, bigint>>();
  let latestWeek = 0;

  function useOf(weekIndex: number): Map<string, bigint> {
    if (weekIndex > latestWeek) {
      latestWeek = weekIndex;
      for (const old of weeks.keys()) if (old < latestWeek - WEEKS_OPEN) weeks.delete(old);
    }
    const use = weeks.get(weekIndex) ?? new Map<string, bigint>();
    weeks.set(weekIndex, use);
    return use;
  }

  return {
    rows,
    checks: [ceilings, compared],
    listener: {},
    post({ cityId, programmeId, weekIndex, account, points, at }) {
      const programme = programmes.find(programmeId);
      const resolution = programme?.resolution ?? "?";
      if (at.blockNumber >= period.fromBlock) {
        const key = `${programmeId} ${resolution}`;
        const row = rows.get(key) ?? { cityId, programmeId, resolution, lines: 0, points: 0n };
        row.lines += 1;
        row.points += points;
        rows.set(key, row);
      }
      const use = useOf(weekIndex);
      const key = `${programmeId}${account}`;
      const used = (use.get(key) ?? 0n) + points;
      use.set(key, used);
      ceilings.holds(programme !== undefined && used <= programme.weeklyCeilingPoints, () => ({
        fr: `semaine ${weekIndex} du compte ${account} au programme ${programmeId}`,
        en: `week ${weekIndex} of account ${account} under programme ${programmeId}`,
        expected: `≤ ${String(programme?.weeklyCeilingPoints)}`,
        found: String(used),
      }), at);
    },
    async compare(reader) {
      const all = [...weeks].flatMap(([weekIndex, use]) => [...use].map(([key, points]) => ({ weekIndex, points, programmeId: hexAt(key, 2, 66), account: hexAt(key, 68, 108) })));
      const some = seededSample(all, SAMPLE, seed);
      const answers = await reader.readAll("programmes", "weeklyUse", some.map(({ programmeId, account, weekIndex }) => [programmeId, account, weekIndex] as const));
      for (const [index, [points]] of answers.entries()) {
        const use = some[index];
        compared.equal(use?.points, points, () => ({
          fr: `semaine ${use?.weekIndex} du compte ${use?.account} au programme ${use?.programmeId}`,
          en: `week ${use?.weekIndex} of account ${use?.account} under programme ${use?.programmeId}`,
        }));
      }
    },
  };
}

const hexAt = (text: string, from: number, to: number): Hex => `0x${text.slice(from, to)}`;
