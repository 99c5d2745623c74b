import type { AbiEntry } from "./compiled-contracts.ts";
import type { ContractName } from "./contract-names.ts";
import { chainGeneratedFolder, type GeneratedFile, generatedHeader } from "./generated-file.ts";

const toKebabCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** One `as const` ABI a contract, in a file of its own: `<name>-abi.ts` exports `<name>Abi`. */
export function generateAbis(abis: ReadonlyMap<ContractName, readonly AbiEntry[]>): GeneratedFile[] {
  return [...abis].map(([name, abi]) => ({
    path: `${chainGeneratedFolder}/abis/${toKebabCase(name)}-abi.ts`,
    text: `${generatedHeader}export const ${name}Abi = ${JSON.stringify(abi, null, 2)} as const;\n`,
  }));
}
