import { globSync } from "node:fs";
import { buildOnce, CONTRACTS_BUILD, PORTAL_BUILD } from "../demo/build-once.ts";
import { findChromium } from "./find-chromium.ts";
import { ROOT } from "./root.ts";
import { addCounts, runSuite, writeCounts, type Suite, type SuiteCounts } from "./suite.ts";

const MOCHA = ["node_modules/mocha/bin/mocha.js", "--exit", "--reporter", "scripts/checks/counting-reporter.cjs"];

/** A mocha suite; `timeoutMs` is for its slowest single test on a slow machine: it bounds a failure only. */
function mocha(name: string, globs: readonly string[], timeoutMs: number): Suite & { readonly files: readonly string[] } {
  const files = globSync([...globs], { cwd: ROOT, exclude: (path) => path === "node_modules" }).sort();
  return { name, files, command: [...MOCHA, "--timeout", String(timeoutMs), ...files] };
}

/** Cheapest first: what fails early is read early. */
const SUITES: readonly (Suite & { readonly files?: readonly string[] })[] = [
  mocha("À côté du code", ["{proofs,ledger-service,portal}/src/**/*.test.{ts,tsx}", "scripts/**/*.test.ts"], 60_000),
  { name: "Invariants (Solidity)", command: ["scripts/checks/run-solidity-tests.ts"], files: globSync("test/invariants/**/*.t.sol", { cwd: ROOT }) },
  mocha("Contrats", ["test/contracts/**/*.test.ts"], 120_000),
  mocha("Audit", ["test/audit/**/*.test.ts"], 300_000),
  mocha("Service", ["test/service/**/*.test.ts"], 300_000),
  mocha("Portail", ["test/portal/**/*.test.{ts,tsx}"], 60_000),
];
/** Each starts real nodes, and waits for them. */
const NETWORK = mocha("Réseau sur Besu", ["test/network/**/*.test.ts"], 600_000);
const JOURNEYS = "test/journeys/**/*.test.ts";

/** Runs every suite in turn and ends with one line of counts. Words given select suites by name. */
async function testAll(words: readonly string[]): Promise<SuiteCounts> {
  const isChosen = (name: string): boolean => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase()));
  await buildOnce(CONTRACTS_BUILD);
  const counts: SuiteCounts[] = [];
  for (const suite of SUITES.filter(({ name, files }) => isChosen(name) && files?.length !== 0)) counts.push(await runTimed(suite));
  if (isChosen(NETWORK.name) && NETWORK.files.length > 0) counts.push(await runNetwork());
  if (isChosen("Parcours")) counts.push(await runJourneys());
  return addCounts(counts);
}

async function runTimed(suite: Suite): Promise<SuiteCounts> {
  const startedMs = performance.now();
  console.log(`\n== ${suite.name}`);
  const counts = await runSuite(suite);
  console.log(`== ${suite.name} : ${writeCounts(counts)}, ${Math.round((performance.now() - startedMs) / 1_000)} s`);
  return counts;
}

/** Without Besu each test of it counts as skipped, never as passed: the suite itself skips them, one by one. */
async function runNetwork(): Promise<SuiteCounts> {
  const home = process.env.BESU_HOME ?? "";
  if (home === "") console.log(`\nBESU_HOME ne nomme aucune distribution de Besu : les essais de « ${NETWORK.name} » sont sautés.`);
  return runTimed(NETWORK);
}

/** Without a browser each journey counts as skipped, never as passed. */
async function runJourneys(): Promise<SuiteCounts> {
  const suite = mocha("Parcours dans le navigateur", [JOURNEYS], 600_000);
  if (suite.files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const chromium = findChromium();
  if (chromium === undefined) {
    console.log(`\n== ${suite.name} : aucun Chromium trouvé (CHROMIUM_PATH l’indique), ${suite.files.length} fichiers sautés`);
    return { passed: 0, failed: 0, skipped: suite.files.length };
  }
  await buildOnce(PORTAL_BUILD);
  return runTimed({ ...suite, environment: { CHROMIUM_PATH: chromium } });
}

const total = await testAll(process.argv.slice(2));
console.log(`\n${writeCounts(total)}`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
