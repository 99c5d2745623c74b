import type { AbiEntry, AbiParameter, SolidityEnum } from "./compiled-contracts.ts";
import type { ContractName } from "./contract-names.ts";
import { type GeneratedFile, generatedHeader, proofsGeneratedFolder } from "./generated-file.ts";

/** The events that a proof file may carry: the verifier knows these and nothing else of the contracts. */
const PROVED: Partial<Record<ContractName, readonly string[]>> = {
  redemptionDesk: ["Redeemed", "RedemptionDeclined"],
  earningSheets: ["LinePosted"],
  serviceExchanges: ["ExchangeSettled"],
  reportAnchors: ["ReportAnchored"],
};
const NAMED_ENUMS = ["RefusalReason", "ExchangeKind", "ReportKind"];

type Input = { readonly name: string; readonly type: string; readonly indexed: boolean; readonly components?: readonly Input[] };

function toInput({ name, type, indexed, components }: AbiParameter): Input {
  return { name, type, indexed: indexed ?? false, ...(components ? { components: components.map(toInput) } : {}) };
}

function describeEvent(contract: ContractName, name: string, abi: readonly AbiEntry[]): string {
  const event = abi.find((entry) => entry.type === "event" && entry.name === name);
  if (event === undefined) throw new Error(`${contract} has no event ${name}`);
  const inputs = (event.inputs ?? []).map((input) => `      ${JSON.stringify(toInput(input))},\n`).join("");
  return `  ${name}: {\n    contract: "${contract}",\n    inputs: [\n${inputs}    ],\n  },\n`;
}

function nameEnum(name: string, enums: readonly SolidityEnum[]): string {
  const found = enums.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no contract declares the enum ${name}`);
  const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Names`;
  return `\nexport const ${constant} = ${JSON.stringify(found.members)} as const;\nexport type ${name} = (typeof ${constant})[number];\n`;
}

/** The fragments of our ABIs that the proof verifier reads logs by. */
export function generateProvedEvents(abis: ReadonlyMap<ContractName, readonly AbiEntry[]>, enums: readonly SolidityEnum[]): GeneratedFile[] {
  const events = [...abis].flatMap(([contract, abi]) => (PROVED[contract] ?? []).map((name) => describeEvent(contract, name, abi)));
  const text = [
    generatedHeader,
    "\n/** Events that a proof may carry, by name. */\n",
    `export const provedEvents = {\n${events.join("")}} as const;\n`,
    ...NAMED_ENUMS.map((name) => nameEnum(name, enums)),
  ].join("");
  return [{ path: `${proofsGeneratedFolder}/proved-events.ts`, text }];
}
