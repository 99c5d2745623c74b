import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Check, Finding } from "./finding.ts";
import { ROOT } from "./root.ts";

const FIELDS = ["title", "titleEn", "detail", "detailEn"] as const;
const CONTRACT_ERRORS = "ledger-service/src/platform/chain/generated/contract-errors.json";

export type ProblemSentences = { readonly title: string; readonly titleEn: string; readonly detail: string; readonly detailEn: string };

/** Contract error → problem code → sentences in both languages, as the sources have it now. */
export type ErrorSpine = {
  readonly contractErrors: readonly string[];
  readonly mapped: readonly { readonly file: string; readonly contractError: string; readonly code: string }[];
  readonly codes: readonly { readonly file: string; readonly code: string; readonly sentences: ProblemSentences }[];
};

export const errorSpine: Check = { name: "chaîne des erreurs", run: async () => findSpineGaps(await readSpine()) };

/** Every contract error has one code, every code one set of sentences in both languages; nothing is left over. */
export function findSpineGaps({ contractErrors, mapped, codes }: ErrorSpine): Finding[] {
  const known = new Set(contractErrors);
  const answered = new Set(mapped.map(({ contractError }) => contractError));
  const said = new Set(codes.map(({ code }) => code));
  return [
    ...contractErrors.filter((name) => !answered.has(name)).map((name) => ({ where: name, what: "no problem answers this contract error" })),
    ...mapped.filter(({ contractError }) => !known.has(contractError)).map(({ file, contractError }) => ({ where: file, what: `answers ${contractError}, which no contract raises` })),
    ...mapped.filter(({ code }) => !said.has(code)).map(({ file, code }) => ({ where: file, what: `answers with ${code}, which has no sentence` })),
    ...repeated(codes.map(({ file, code }) => [code, file])).map(({ key, files }) => ({ where: files.join(", "), what: `the code ${key} is declared more than once` })),
    ...repeated(mapped.map(({ file, contractError }) => [contractError, file])).map(({ key, files }) => ({ where: files.join(", "), what: `${key} is answered more than once` })),
    ...codes.flatMap(({ file, code, sentences }) => FIELDS.filter((field) => sentences[field].trim() === "").map((field) => ({ where: file, what: `${code} has no ${field}` }))),
  ];
}

function repeated(pairs: readonly (readonly [string, string])[]): { key: string; files: string[] }[] {
  const files = new Map<string, string[]>();
  for (const [key, file] of pairs) files.set(key, [...(files.get(key) ?? []), file]);
  return [...files].filter(([, where]) => where.length > 1).map(([key, where]) => ({ key, files: where }));
}

async function readSpine(): Promise<ErrorSpine> {
  const files = globSync("ledger-service/src/**/*.problems.ts", { cwd: ROOT });
  const modules = await Promise.all(files.map(async (file) => ({ file, exports: await exportsOf(file) })));
  const lists = modules.flatMap(({ file, exports }) => exports.flatMap(([, value]) => (isProblemList(value) ? [{ file, texts: value.texts }] : [])));
  const answers = modules.flatMap(({ file, exports }) => exports.flatMap(([name, value]) => (name.endsWith("ContractErrors") && isAnswers(value) ? [{ file, answers: value }] : [])));
  return {
    contractErrors: ourContractErrors(),
    codes: lists.flatMap(({ file, texts }) => Object.entries(texts).map(([code, sentences]) => ({ file, code, sentences }))),
    mapped: answers.flatMap(({ file, answers: byError }) => Object.entries(byError).map(([contractError, answer]) => ({ file, contractError, code: answer({}).code }))),
  };
}

async function exportsOf(file: string): Promise<[string, unknown][]> {
  return Object.entries((await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>);
}

/** Errors that our own sources declare and a published contract can raise; those of libraries have one common answer. */
function ourContractErrors(): string[] {
  const path = join(ROOT, CONTRACT_ERRORS);
  if (!existsSync(path)) throw new Error(`${CONTRACT_ERRORS} is missing: run \`npm run generate\``);
  const published = JSON.parse(readFileSync(path, "utf8")) as { name: string }[];
  const sources = globSync("contracts/**/*.sol", { cwd: ROOT }).map((file) => readFileSync(join(ROOT, file), "utf8"));
  const declared = new Set(sources.flatMap((source) => [...source.matchAll(/^\s*error\s+(\w+)\s*\(/gm)].map((match) => match[1])));
  return [...new Set(published.map(({ name }) => name))].filter((name) => declared.has(name));
}

function isProblemList(value: unknown): value is { texts: Record<string, ProblemSentences> } {
  return typeof value === "object" && value !== null && "texts" in value && typeof value.texts === "object" && "of" in value;
}

function isAnswers(value: unknown): value is Record<string, (values: object) => { code: string }> {
  return typeof value === "object" && value !== null && Object.values(value).every((answer) => typeof answer === "function");
}
