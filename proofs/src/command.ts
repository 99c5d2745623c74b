import { readFileSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { parseNetworkFile } from "./network-file.ts";
import { parseProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { describeProblem, describeVerdict, type Language } from "./sentences.ts";
import { refuseLargeFile } from "./strict-json.ts";
import { verifyProof } from "./verify-proof.ts";

const USAGE = "maille-verify preuve.json --network network.json [--lang fr|en]";

type Command = { readonly proofPath: string; readonly networkPath: string; readonly language: Language };

function readCommand(args: readonly string[]): Command | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { network: { type: "string" }, lang: { type: "string", default: "fr" } } });
    const [proofPath, ...others] = positionals;
    const language = values.lang === "en" ? "en" : values.lang === "fr" ? "fr" : undefined;
    if (proofPath === undefined || others.length > 0 || values.network === undefined || language === undefined) return undefined;
    return { proofPath, networkPath: values.network, language };
  } catch {
    return undefined;
  }
}

/** Looks at the size first, so that a huge file is never read. */
function readSmallFile(path: string): string {
  refuseLargeFile(statSync(path).size);
  return readFileSync(path, "utf8");
}

function explain(error: unknown, { language, proofPath, networkPath }: Command): string {
  if (error instanceof ProofProblem) return describeProblem(error, language);
  if (error instanceof Error && "code" in error) {
    const path = "path" in error && error.path === networkPath ? networkPath : proofPath;
    return language === "fr" ? `Le fichier ${path} ne s’ouvre pas (${String(error.code)}). Vérifiez son nom et son dossier.` : `The file ${path} cannot be opened (${String(error.code)}). Check its name and folder.`;
  }
  throw error;
}

/** Checks one proof and writes what it shows. @returns exit status: 0 proved, 1 refused, 2 not understood */
export function runCommand(args: readonly string[]): number {
  const command = readCommand(args);
  if (command === undefined) {
    console.error(`Écrivez\u00a0: ${USAGE}\n(Write: ${USAGE})`);
    return 2;
  }
  try {
    const network = parseNetworkFile(readSmallFile(command.networkPath));
    const verdict = verifyProof(parseProofFile(readSmallFile(command.proofPath)), network);
    console.log(describeVerdict(verdict, command.language).join("\n"));
    return 0;
  } catch (error) {
    console.error(explain(error, command));
    return 1;
  }
}
