import { sha256 } from "@noble/hashes/sha2";
import { type Hex, toHex, utf8 } from "./bytes.ts";
import { type Fields, readDecimal, readFields, readHex, readInteger, readOneOf, readText } from "./strict-json.ts";
import { ProofProblem } from "./proof-problem.ts";

/** Points of one issuing city, from the ledger's first block to the close's last, as decimal text. */
export type CloseTotals = { readonly issued: string; readonly redeemed: string; readonly returned: string; readonly supply: string };

/** What a city's service publishes each day: the day's events by their Merkle root, and the totals at its end. */
export type DailyClose = {
  readonly format: "maille-close/1";
  readonly chainId: number;
  readonly cityId: number;
  /** Civil day in America/Toronto, `2026-11-24`. */
  readonly day: string;
  readonly firstBlock: number;
  readonly lastBlock: number;
  readonly lastBlockHash: Hex;
  readonly eventCount: number;
  readonly eventsRoot: Hex;
  /** Head of the chain of events at `lastBlock`. */
  readonly logHead: Hex;
  /** By id of the issuing city. */
  readonly totals: Readonly<Record<string, CloseTotals>>;
};

const FIELDS = ["format", "chainId", "cityId", "day", "firstBlock", "lastBlock", "lastBlockHash", "eventCount", "eventsRoot", "logHead", "totals"];

/** @throws ProofProblem naming the field that is wrong */
export function readDailyClose(value: unknown, where = "close"): DailyClose {
  const fields = readFields(value, where, FIELDS);
  return {
    format: readOneOf(fields, "format", ["maille-close/1"]),
    chainId: readInteger(fields, "chainId"),
    cityId: readInteger(fields, "cityId"),
    day: readDay(fields),
    firstBlock: readInteger(fields, "firstBlock"),
    lastBlock: readInteger(fields, "lastBlock"),
    lastBlockHash: readHex(fields, "lastBlockHash", 32),
    eventCount: readInteger(fields, "eventCount"),
    eventsRoot: readHex(fields, "eventsRoot", 32),
    logHead: readHex(fields, "logHead", 32),
    totals: readTotals(fields),
  };
}

function readDay(fields: Fields): string {
  const day = readText(fields, "day", 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new ProofProblem("FIELD_REFUSED", { field: `${fields.where}.day` });
  return day;
}

function readTotals({ where, values }: Fields): Record<string, CloseTotals> {
  const totals = values.totals;
  if (typeof totals !== "object" || totals === null || Array.isArray(totals)) throw new ProofProblem("FIELD_REFUSED", { field: `${where}.totals` });
  return Object.fromEntries(Object.entries(totals).map(([cityId, value]: [string, unknown]) => {
    if (!/^[1-9]\d{0,2}$/.test(cityId)) throw new ProofProblem("FIELD_REFUSED", { field: `${where}.totals.${cityId}` });
    const fields = readFields(value, `${where}.totals.${cityId}`, ["issued", "redeemed", "returned", "supply"]);
    const read = (name: string): string => readDecimal(fields, name);
    return [cityId, { issued: read("issued"), redeemed: read("redeemed"), returned: read("returned"), supply: read("supply") }];
  }));
}

/** JSON with sorted keys and no space: the exact bytes that are published and hashed. */
export function writeCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeCanonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]: [string, unknown]) => `${JSON.stringify(name)}:${writeCanonicalJson(member)}`).join(",")}}`;
}

/** SHA-256 of the canonical text: what the city anchors. */
export const closeHash = (close: DailyClose): Hex => toHex(sha256(utf8(writeCanonicalJson(close))));

/** The anchored period of a day: `2026-11-24` is 20261124. */
export const periodOfDay = (day: string): number => Number(day.replaceAll("-", ""));

const dayInToronto = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Toronto", year: "numeric", month: "2-digit", day: "2-digit" });

/** Civil day of a moment given in seconds, `2026-11-24`. */
export const dayOf = (timestampSeconds: number): string => dayInToronto.format(new Date(timestampSeconds * 1_000));
