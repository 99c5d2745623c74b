import { createHash } from "node:crypto";
import type { AuditPeriod } from "./audit-period.ts";
import type { Anchor } from "./books/anchors-book.ts";
import { firstBlockAt, readBlock } from "./chain-blocks.ts";
import { Check } from "./check.ts";
import { dayStartSeconds, nextDay } from "./civil-day.ts";
import type { DayFacts, DayLog } from "./day-log.ts";
import { ReportKind } from "./generated/enums.ts";
import { type JsonRpc, memberOf } from "./json-rpc.ts";
import type { NetworkDescription } from "./network-description.ts";
import type { PublishedReports } from "./published-reports.ts";

export interface ReportsComparison {
  readonly checks: readonly Check[];
  /** Anchored daily closes of the period whose city was not among the sources given. */
  readonly unread: number;
}

/** "20261124" as a day. */
const dayOfPeriod = (period: number): string => String(period).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");

/** Daily closes that ended in the period, of all that was anchored. */
export const closesOf = (anchors: readonly Anchor[], period: AuditPeriod): Anchor[] =>
  anchors.filter(({ kind, period: anchored }) => {
    if (kind !== ReportKind.DAILY_CLOSE) return false;
    const endsAt = dayStartSeconds(nextDay(dayOfPeriod(anchored)));
    return endsAt > period.from.timestamp && endsAt <= period.to.timestamp;
  });

/** Each anchored close of the period against the bytes that its city publishes, and those against the ledger. */
export async function compareReports(parts: {
  readonly rpc: JsonRpc;
  readonly network: NetworkDescription;
  readonly period: AuditPeriod;
  readonly anchors: readonly Anchor[];
  readonly days: DayLog;
  readonly sources: readonly PublishedReports[];
}): Promise<ReportsComparison> {
  const { rpc, network, period, anchors, days, sources } = parts;
  const hashes = new Check("report-hashes", { fr: "Chaque clôture ancrée est celle que sa ville publie", en: "Each anchored close is the one that its city publishes" });
  const contents = new Check("closes", { fr: "Chaque clôture publiée dit ce que dit le registre", en: "Each published close says what the ledger says" });
  let unread = 0;
  for (const anchor of closesOf(anchors, period)) {
    const day = dayOfPeriod(anchor.period);
    const [startsAt, endsAt] = [dayStartSeconds(day), dayStartSeconds(nextDay(day))];
    const source = sources.find(({ cityId }) => cityId === anchor.cityId);
    if (source === undefined) {
      unread += 1;
      continue;
    }
    const bytes = await source.closeOf(day);
    const say = (what: string, whatEn: string) => () => ({ fr: `${what} de la ville ${anchor.cityId}, jour ${day}`, en: `${whatEn} of city ${anchor.cityId}, day ${day}` });
    const digest = bytes === undefined ? "rien de publié" : `0x${createHash("sha256").update(bytes).digest("hex")}`;
    hashes.equal(anchor.reportHash, digest, say("clôture publiée", "published close"));
    if (bytes === undefined) continue;
    const firstBlock = await firstBlockAt(rpc, startsAt, period.to.number);
    const lastBlock = (await firstBlockAt(rpc, endsAt, period.to.number)) - 1;
    const { hash } = await readBlock(rpc, lastBlock);
    const expected = expectedClose(days.of(day), { chainId: network.chainId, cityId: anchor.cityId, day, firstBlock, lastBlock, lastBlockHash: hash });
    compareMembers(contents, expected, parse(bytes), say);
  }
  return { checks: [hashes, contents], unread };
}

type Expected = Readonly<Record<string, string>>;

/** Every member of a close as text, totals flattened: "totals.1.issued". */
function expectedClose(facts: DayFacts | undefined, block: Readonly<Record<string, string | number>>): Expected {
  const totals = [...(facts?.totals ?? [])].flatMap(([cityId, { issued, redeemed, returned }]): [string, string][] => [
    [`totals.${cityId}.issued`, String(issued)],
    [`totals.${cityId}.redeemed`, String(redeemed)],
    [`totals.${cityId}.returned`, String(returned)],
    [`totals.${cityId}.supply`, String(issued - redeemed + returned)],
  ]);
  return {
    format: "maille-close/1",
    ...Object.fromEntries(Object.entries(block).map(([name, value]) => [name, String(value)])),
    eventCount: String(facts?.eventCount),
    eventsRoot: String(facts?.eventsRoot),
    logHead: String(facts?.logHead),
    ...Object.fromEntries(totals),
  };
}

function compareMembers(check: Check, expected: Expected, close: unknown, say: (what: string, whatEn: string) => () => { fr: string; en: string }): void {
  const found = flatten(close);
  for (const name of new Set([...Object.keys(expected), ...found.keys()])) {
    check.equal(expected[name], found.get(name), say(`« ${name} » de la clôture`, `"${name}" of the close`));
  }
}

function flatten(value: unknown, path = ""): Map<string, string> {
  if (typeof value !== "object" || value === null) return new Map([[path, String(value)]]);
  const names = Object.keys(value);
  return new Map(names.flatMap((name) => [...flatten(memberOf(value, name), path === "" ? name : `${path}.${name}`)]));
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return "illisible";
  }
}
