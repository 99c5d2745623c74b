import { abiTypes } from "./abi-types.ts";
import { commandCheck } from "./command-check.ts";
import { errorSpine } from "./error-spine.ts";
import { fileSizes } from "./file-sizes.ts";
import { writeFinding, type Check } from "./finding.ts";
import { forbiddenPackages } from "./forbidden-packages.ts";
import { solidityLevels } from "./solidity-levels.ts";

/** Generated files come first: they compile the contracts that later checks read. */
const CHECKS: readonly Check[] = [
  commandCheck({ name: "fichiers générés à jour", script: "scripts/generate/generate-all.ts", args: ["--check"] }),
  commandCheck({ name: "types", script: "node_modules/typescript/bin/tsc", args: ["-p", "tsconfig.json"] }),
  commandCheck({ name: "types du portail", script: "node_modules/typescript/bin/tsc", args: ["-p", "portal/tsconfig.json"] }),
  commandCheck({ name: "règles d’écriture", script: "node_modules/eslint/bin/eslint.js", args: [".", "--max-warnings", "0"] }),
  commandCheck({
    name: "niveaux et cycles", script: "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
    args: ["--config", ".dependency-cruiser.cjs", "proofs/src", "ledger-service/src", "portal/src", "scripts", "test"],
  }),
  commandCheck({ name: "code et bibliothèques inutiles", script: "node_modules/knip/bin/knip.js", args: ["--no-progress"] }),
  solidityLevels, abiTypes, errorSpine, forbiddenPackages, fileSizes,
];

/** Runs every check, or those whose names contain the given words, and says what must change. */
async function checkAll(words: readonly string[]): Promise<number> {
  const chosen = CHECKS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  let failed = 0;
  for (const { name, run } of chosen) {
    const startedMs = performance.now();
    const findings = await run().catch((error: unknown) => [{ where: name, what: error instanceof Error ? error.message : String(error) }]);
    const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1).replace(".", ",");
    console.log(`${findings.length === 0 ? "✓" : "✗"} ${name} (${seconds} s)`);
    for (const finding of findings) console.log(`    ${writeFinding(finding).replaceAll("\n", "\n    ")}`);
    if (findings.length > 0) failed += 1;
  }
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  return failed;
}

process.exitCode = (await checkAll(process.argv.slice(2))) === 0 ? 0 : 1;
