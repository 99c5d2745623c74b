import { parseArgs } from "node:util";
import { StartProblem } from "./start-problem.ts";

/** On what the demo's ledger stands. */
export type ChainChoice = { readonly kind: "embedded" } | { readonly kind: "besu"; readonly nodeCount: number };

const ALL_NODES = 11;

/** `--chain besu [--validators N]`; the embedded node otherwise. @throws StartProblem */
export function readChainChoice(args: readonly string[]): ChainChoice {
  const { chain, validators } = parsed(args);
  if (chain === undefined || chain === "embedded") return { kind: "embedded" };
  if (chain !== "besu") throw unknownOption(`--chain ${chain}`);
  return { kind: "besu", nodeCount: validators === undefined ? ALL_NODES : Number(validators) };
}

function parsed(args: readonly string[]): { chain?: string; validators?: string } {
  try {
    return parseArgs({ args: [...args], options: { chain: { type: "string" }, validators: { type: "string" } } }).values;
  } catch {
    throw unknownOption(args.join(" "));
  }
}

function unknownOption(option: string): StartProblem {
  return new StartProblem({
    fr: `« ${option} » n’est pas une option. Il y a « --chain besu » et, avec elle, « --validators N ».`,
    en: `"${option}" is no option. There is "--chain besu" and, with it, "--validators N".`,
  });
}
