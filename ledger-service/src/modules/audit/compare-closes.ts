import { canonicalJson } from "../../kernel/canonical-json.ts";
import { parseClose, type CloseTotals, type DailyClose, type SignedClose } from "./daily-close.ts";

/** A number, or a hash, of one city's close that is not what most of the closes say. */
export interface CloseDifference {
  readonly what: string;
  readonly whatEn: string;
  readonly expected: string;
  readonly found: string;
  /** Found minus expected; null for hashes. */
  readonly difference: string | null;
}

export interface ClosesComparison {
  readonly day: string;
  /** Closes that say the same as most do. */
  readonly agreeing: readonly number[];
  readonly differing: readonly { readonly cityId: number; readonly difference: CloseDifference }[];
}

/**
 * Compares what cities say of one day: every fact in order, and totals. The largest group of equal closes is the
 * measure (the first given of two as large, so the own city's close comes first); whoever says otherwise is named with
 * the first number that differs, this city included.
 */
export function compareCloses(day: string, closes: readonly SignedClose[], nameOf: (cityId: number) => string): ClosesComparison {
  const read = closes.flatMap(({ text }) => parseClose(text) ?? []);
  const groups = [...Map.groupBy(read, factsOf).values()].sort((left, right) => right.length - left.length);
  const [measure = []] = groups;
  const [expected] = measure;
  const differing = expected === undefined ? [] : read.filter((close) => !measure.includes(close));
  return {
    day,
    agreeing: measure.map(({ cityId }) => cityId),
    differing: differing.flatMap((found) => {
      const difference = expected === undefined ? undefined : firstDifference(expected, found, nameOf);
      return difference === undefined ? [] : [{ cityId: found.cityId, difference }];
    }),
  };
}

/** All that a close says but whose it is. */
function factsOf({ cityId: _whose, ...facts }: DailyClose): string {
  return canonicalJson(facts);
}

/** Numbers that a treasurer knows first, hashes last. */
function firstDifference(expected: DailyClose, found: DailyClose, nameOf: (cityId: number) => string): CloseDifference | undefined {
  const cityIds = [...new Set([...Object.keys(expected.totals), ...Object.keys(found.totals)].map(Number))].sort((left, right) => left - right);
  const totals = cityIds.flatMap((cityId) =>
    totalNames.map(({ key, what, whatEn }) => {
      const name = nameOf(cityId);
      return numberDifference(`${what} de ${name}`, `${whatEn} of ${name}`, totalOf(expected, cityId, key), totalOf(found, cityId, key));
    }),
  );
  const candidates = [
    ...totals,
    numberDifference("Faits du jour", "Facts of the day", BigInt(expected.eventCount), BigInt(found.eventCount)),
    numberDifference("Dernière page du registre", "Last block", BigInt(expected.lastBlock), BigInt(found.lastBlock)),
    hashDifference("Empreinte de la dernière page", "Hash of the last block", expected.lastBlockHash, found.lastBlockHash),
    hashDifference("Empreinte des faits du jour", "Hash of the day’s facts", expected.eventsRoot, found.eventsRoot),
    hashDifference("Empreinte du journal", "Hash of the log", expected.logHead, found.logHead),
  ];
  return candidates.find((candidate) => candidate !== undefined);
}

const totalNames: readonly { key: keyof CloseTotals; what: string; whatEn: string }[] = [
  { key: "issued", what: "Points inscrits", whatEn: "Points issued" },
  { key: "redeemed", what: "Points encaissés", whatEn: "Points redeemed" },
  { key: "returned", what: "Points rendus", whatEn: "Points returned" },
  { key: "supply", what: "Points en circulation", whatEn: "Points outstanding" },
];

function totalOf(close: DailyClose, cityId: number, key: keyof CloseTotals): bigint {
  return BigInt(close.totals[cityId]?.[key] ?? "0");
}

function numberDifference(what: string, whatEn: string, expected: bigint, found: bigint): CloseDifference | undefined {
  if (expected === found) return undefined;
  return { what, whatEn, expected: expected.toString(), found: found.toString(), difference: (found - expected).toString() };
}

function hashDifference(what: string, whatEn: string, expected: string, found: string): CloseDifference | undefined {
  return expected === found ? undefined : { what, whatEn, expected, found, difference: null };
}
