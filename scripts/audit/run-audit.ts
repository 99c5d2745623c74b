import type { Hex } from "viem";
import type { AuditOptions } from "./audit-options.ts";
import { type AuditPeriod, findPeriod } from "./audit-period.ts";
import { AuditProblem } from "./audit-problem.ts";
import { checkChain, readBlock } from "./chain-blocks.ts";
import type { Check } from "./check.ts";
import type { Founder } from "./books/consortium-book.ts";
import { type JsonRpc, jsonRpc } from "./json-rpc.ts";
import { type LedgerBooks, openBooks } from "./ledger-books.ts";
import { type LedgerReader, ledgerReader } from "./ledger-reader.ts";
import { type NetworkDescription, readNetworkDescription } from "./network-description.ts";
import { closesOf, compareReports } from "./compare-reports.ts";
import { DayLog } from "./day-log.ts";
import { openReports } from "./published-reports.ts";
import { readLogs } from "./read-logs.ts";
import { replayInto } from "./replay.ts";

/** Up to so many balances are all compared with the contract; beyond, a sample of so many. */
const FULL_COMPARISON_MAX = 20_000;

export interface AuditProgress {
  readonly events: number;
  readonly block: number;
  readonly fromBlock: number;
  readonly toBlock: number;
  readonly elapsedMs: number;
}

export interface AuditResult {
  readonly network: NetworkDescription;
  readonly period: AuditPeriod;
  readonly books: LedgerBooks;
  readonly checks: readonly Check[];
  /** Anchored closes that no source was given for. */
  readonly unreadCloses: number;
  readonly eventCount: number;
  readonly elapsedMs: number;
  readonly seed: string;
}

/**
 * Replays the ledger from its deployment to the end of the period, then compares with the contracts at that block.
 * Reads only the node given.
 * @throws AuditProblem when the audit cannot be done
 */
export async function runAudit(
  options: Pick<AuditOptions, "rpcUrl" | "networkPath" | "from" | "to" | "seed" | "reports">,
  onProgress: (progress: AuditProgress) => void = () => undefined,
): Promise<AuditResult> {
  const startedMs = performance.now();
  const network = readNetworkDescription(options.networkPath);
  const rpc = jsonRpc({ url: options.rpcUrl });
  await checkChain(rpc, network);
  const period = await findPeriod(rpc, options, network.deploymentBlock);
  const reader = ledgerReader(rpc, network.contracts, period.to);
  const books = openBooks({
    network,
    ourSchemas: await readSchemas(reader),
    founders: await readFounders(rpc, network, reader),
    fromBlock: period.from.number,
    seed: options.seed,
    fullComparisonMax: FULL_COMPARISON_MAX,
  });
  const sources = (await Promise.all(options.reports.map((place) => openReports(place, network)))).flat();
  // Hashing every event doubles the work: only where there are closes to hold against it.
  const days = sources.length > 0 ? new DayLog(network.genesisHash, books.points.issuers) : undefined;
  const replay = replayInto(books.all, network.contracts);
  const range = { addresses: [...network.contracts.values()], fromBlock: network.deploymentBlock, toBlock: period.to.number };
  for await (const slice of readLogs(rpc, range)) {
    replay.hear(slice, (log) => days?.hear(log));
    onProgress({ events: replay.count(), block: slice.toBlock, fromBlock: range.fromBlock, toBlock: range.toBlock, elapsedMs: performance.now() - startedMs });
  }
  replay.end();
  days?.end();
  for (const book of books.all) await book.compare?.(reader);
  const { anchors } = books.anchors;
  const reports = days === undefined ? undefined : await compareReports({ rpc, network, period, anchors, days, sources });
  if ((await readBlock(rpc, period.to.number)).hash !== period.to.hash) throw chainChanged(period.to.number);
  return {
    network,
    period,
    books,
    checks: [replay.check, ...books.all.flatMap(({ checks }) => checks), ...(reports?.checks ?? [])],
    unreadCloses: reports?.unread ?? closesOf(anchors, period).length,
    eventCount: replay.count(),
    elapsedMs: performance.now() - startedMs,
    seed: options.seed,
  };
}

/** The schemas of our attestations, fixed when their contracts were deployed. */
async function readSchemas(reader: LedgerReader): Promise<ReadonlySet<Hex>> {
  const sheet = await reader.readAll("earningSheets", "schemaUid", [[]]);
  const others = await reader.readAll("serviceExchanges", "schemaUids", [[]]);
  return new Set([...sheet, ...others.flat()]);
}

/** Members that the genesis holds: their keys are in the network's description, their populations dated in the contract. */
async function readFounders(rpc: JsonRpc, network: NetworkDescription, reader: LedgerReader): Promise<Founder[]> {
  if (network.genesisValidators.length === 0 || !reader.has("consortium")) return [];
  const { timestamp } = await readBlock(rpc, Math.max(0, network.deploymentBlock - 1));
  const populations = await reader.readAll("consortium", "populationAt", network.genesisValidators.map(({ cityId }) => [cityId, timestamp] as const));
  return network.genesisValidators
    .map(({ address, cityId }, index) => ({ cityId, validator: address, population: Number(populations[index] ?? 0n) }))
    .filter(({ population }) => population > 0);
}

const chainChanged = (block: number): AuditProblem => new AuditProblem({
  fr: `Le bloc ${block} a changé pendant l’audit. Recommencez, avec un bloc de fin un peu plus ancien.`,
  en: `Block ${block} changed during the audit. Try again, with a slightly earlier last block.`,
});
