import { writeFileSync } from "node:fs";
import { readOptions } from "./audit-options.ts";
import { AuditProblem } from "./audit-problem.ts";
import { printReport, reportBytes } from "./print-report.ts";
import { showProgress } from "./progress-line.ts";
import { reportOf } from "./report.ts";
import { runAudit } from "./run-audit.ts";
import { typeset } from "./typography.ts";

/** 0: no difference; 1: at least one; 2: the audit could not be done. */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  const progress = showProgress(process.stderr, options.language);
  const result = await runAudit(options, progress.show).finally(progress.end);
  const report = reportOf(result);
  console.log(printReport(report, options.language));
  if (options.jsonPath !== undefined) writeJson(options.jsonPath, reportBytes(report));
  return report.differenceCount === 0 ? 0 : 1;
}

function writeJson(path: string, bytes: string): void {
  try {
    writeFileSync(path, bytes);
  } catch (cause) {
    throw new AuditProblem({
      fr: `Le rapport ne s’écrit pas dans ${path}. Choisissez un autre fichier avec --json.`,
      en: `The report cannot be written to ${path}. Choose another file with --json.`,
    }, { cause });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = 2;
  if (error instanceof AuditProblem) console.error(`${typeset(error.sentence.fr, "fr")}\n(${error.sentence.en})`);
  else console.error(error);
}
