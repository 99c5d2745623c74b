import { createHash } from "node:crypto";
import { type Language, WORDS } from "./report-words.ts";
import type { AuditReport } from "./report.ts";
import { typeset } from "./typography.ts";

/** The report's bytes: what is written with --json, and what its digest is of. */
export function reportBytes(report: AuditReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The report as people read and sign it. */
export function printReport(report: AuditReport, language: Language): string {
  const words = WORDS[language];
  const number = new Intl.NumberFormat(language === "fr" ? "fr-CA" : "en-CA");
  const points = (text: string): string => number.format(BigInt(text));
  const { network, period } = report;
  const sections = [
    [
      words.title,
      `${words.network} : ${network.name} (${network.chainId}). ${words.genesis} : ${network.genesisHash}`,
      `${words.period} : ${words.blocks(period.fromBlock, period.toBlock)}, ${period.fromTime} → ${period.toTime}`,
      words.replayed(number.format(report.eventCount), report.deploymentBlock),
    ],
    table([[...words.checks], ...report.checks.map((check) => [
      check.title[language],
      number.format(check.compared),
      number.format(check.differing),
      check.differing > 0 ? words.differs : check.compared === 0 ? words.nothing : words.agrees,
    ])]),
    [words.issuance, ...rowsOr(words.none, [...words.issuanceColumns], report.issuance.map((row) =>
      [row.city, `${row.programmeId.slice(0, 10)}…`, row.resolution, number.format(row.lines), points(row.points)]))],
    [words.totals, ...rowsOr(words.none, [...words.totalsColumns], report.totals.map((row) =>
      [row.city, points(row.issued), points(row.redeemed), points(row.returned), points(row.supply)]))],
    [words.obligations, ...rowsOr(words.none, [...words.obligationsColumns], report.obligations.map((row) =>
      [String(row.periodIndex), row.debtor, row.creditor, points(row.recorded), points(row.reversed), points(row.net)]))],
    [words.tenures(number.format(report.tenures.length), number.format(report.tenures.filter(({ untilBlock }) => untilBlock === null).length))],
    [words.limits, ...report.limits.map((limit) => `- ${limit[language]}`)],
    differencesOf(report, language),
    conclusionOf(report, language, number),
  ];
  return typeset(sections.filter((section) => section.length > 0).map((section) => section.join("\n")).join("\n\n"), language);
}

function differencesOf(report: AuditReport, language: Language): string[] {
  if (report.differenceCount === 0) return [];
  const words = WORDS[language];
  const unkept = report.differenceCount - report.differences.length;
  return [
    words.differences,
    ...report.differences.map(({ what, expected, found, blockNumber, transactionHash }) => {
      const where = blockNumber === undefined ? "" : ` (${words.block} ${blockNumber}, ${String(transactionHash)})`;
      return `- ${what[language]} — ${words.expected} ${expected}, ${words.found} ${found}${where}`;
    }),
    ...(unkept > 0 ? [words.more(unkept)] : []),
  ];
}

function conclusionOf(report: AuditReport, language: Language, number: Intl.NumberFormat): string[] {
  const words = WORDS[language];
  const compared = number.format(report.comparisonCount);
  return [
    report.differenceCount === 0 ? words.conclusionGood(compared) : words.conclusionBad(number.format(report.differenceCount), compared),
    `${words.digest} : ${createHash("sha256").update(reportBytes(report)).digest("hex")}`,
    words.signed,
  ];
}

function rowsOr(none: string, columns: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [`  ${none}`] : table([columns, ...rows]);
}

/** Lines of a table whose columns are as wide as their longest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd()}`);
}
