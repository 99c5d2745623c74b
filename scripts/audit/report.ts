import type { AuditResult } from "./run-audit.ts";
import { auditLimits } from "./audit-limits.ts";
import type { Sentence } from "./audit-problem.ts";
import { reportKindNames } from "./generated/enums.ts";
import type { Difference } from "./check.ts";

/** The audit as data: the same chain, network and period give the same bytes, whoever runs it. Amounts as text. */
export interface AuditReport {
  readonly format: "maille-audit/1";
  readonly network: { readonly name: string; readonly chainId: number; readonly genesisHash: string };
  readonly period: { readonly fromBlock: number; readonly toBlock: number; readonly toBlockHash: string; readonly fromTime: string; readonly toTime: string };
  readonly deploymentBlock: number;
  readonly eventCount: number;
  readonly comparisonCount: number;
  readonly differenceCount: number;
  readonly checks: readonly { readonly id: string; readonly title: Sentence; readonly compared: number; readonly differing: number }[];
  readonly issuance: readonly { readonly city: string; readonly programmeId: string; readonly resolution: string; readonly lines: number; readonly points: string }[];
  readonly totals: readonly { readonly city: string; readonly issued: string; readonly redeemed: string; readonly returned: string; readonly supply: string }[];
  readonly obligations: readonly { readonly periodIndex: number; readonly debtor: string; readonly creditor: string; readonly recorded: string; readonly reversed: string; readonly net: string }[];
  readonly tenures: readonly { readonly city: string; readonly power: string; readonly holder: string; readonly fromBlock: number; readonly untilBlock: number | null; readonly approver: string | null }[];
  readonly members: readonly { readonly city: string; readonly what: string; readonly blockNumber: number; readonly validator: string | null; readonly population: number | null }[];
  readonly council: readonly { readonly proposalId: string; readonly city: string; readonly isMembership: boolean; readonly executedInBlock: number | null }[];
  readonly anchors: readonly { readonly city: string; readonly kind: string; readonly period: number; readonly reportHash: string; readonly blockNumber: number }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly balances: { readonly all: number; readonly compared: number; readonly seed: string };
  readonly limits: readonly Sentence[];
  readonly differences: readonly Difference[];
}

const isoTime = (seconds: number): string => new Date(seconds * 1_000).toISOString();

export function reportOf(result: AuditResult): AuditReport {
  const { network, period, books, checks } = result;
  const cityName = (id: number): string => (id === 0 ? "" : (network.cityNames.get(id) ?? `ville ${id}`));
  const balances = { all: books.points.holderCount(), compared: books.points.comparedCount(), seed: result.seed };
  return {
    format: "maille-audit/1",
    network: { name: network.name, chainId: network.chainId, genesisHash: network.genesisHash },
    period: {
      fromBlock: period.from.number,
      toBlock: period.to.number,
      toBlockHash: period.to.hash,
      fromTime: isoTime(period.from.timestamp),
      toTime: isoTime(period.to.timestamp),
    },
    deploymentBlock: network.deploymentBlock,
    eventCount: result.eventCount,
    comparisonCount: checks.reduce((sum, { compared }) => sum + compared, 0),
    differenceCount: checks.reduce((sum, { differing }) => sum + differing, 0),
    checks: checks.map(({ id, title, compared, differing }) => ({ id, title, compared, differing })),
    issuance: [...books.issuance.rows.values()].map(({ cityId, programmeId, resolution, lines, points }) =>
      ({ city: cityName(cityId), programmeId, resolution, lines, points: String(points) })),
    totals: [...books.points.issuers].sort(([a], [b]) => a - b).map(([cityId, { issued, redeemed, returned }]) => ({
      city: cityName(cityId),
      issued: String(issued),
      redeemed: String(redeemed),
      returned: String(returned),
      supply: String(issued - redeemed + returned),
    })),
    obligations: [...books.clearing.rows.values()].map(({ periodIndex, debtor, creditor, recorded, reversed }) => ({
      periodIndex,
      debtor: cityName(debtor),
      creditor: cityName(creditor),
      recorded: String(recorded),
      reversed: String(reversed),
      net: String(recorded - reversed),
    })),
    tenures: books.authority.tenures.map(({ cityId, power, holder, fromBlock, untilBlock, approver }) => ({
      city: cityName(cityId),
      power,
      holder,
      fromBlock,
      untilBlock: untilBlock ?? null,
      approver: approver ?? null,
    })),
    members: books.consortium.steps.map(({ cityId, what, blockNumber, validator, population }) =>
      ({ city: cityName(cityId), what, blockNumber, validator: validator ?? null, population: population ?? null })),
    council: [...books.council.proposals.values()].map(({ id, cityId, isMembership, executedInBlock }) =>
      ({ proposalId: String(id), city: cityName(cityId), isMembership, executedInBlock: executedInBlock ?? null })),
    anchors: books.anchors.anchors.map(({ cityId, kind, period: ofPeriod, reportHash, blockNumber }) =>
      ({ city: cityName(cityId), kind: reportKindNames[kind] ?? String(kind), period: ofPeriod, reportHash, blockNumber })),
    counts: {
      accounts: books.accounts.count(),
      programmes: books.programmes.count,
      sheets: books.sheets.count,
      openSheets: books.sheets.openCount,
      ...books.redemptions.counts,
      ...books.exchanges.counts,
    },
    balances,
    limits: auditLimits(balances, result.unreadCloses),
    differences: checks.flatMap(({ differences }) => differences),
  };
}
