import type { AbiEntry, AbiParameter } from "./compiled-contracts.ts";
import type { ContractName } from "./contract-names.ts";
import { chainGeneratedFolder, type GeneratedFile, generatedHeader, signingGeneratedFolder } from "./generated-file.ts";
import { signedStructs, typedDataDomain } from "./signed-structs.ts";

type TypedField = { readonly name: string; readonly type: string };
type TypedDefinitions = Record<string, readonly TypedField[]>;

const structNameOf = (parameter: AbiParameter): string | undefined =>
  /^struct (?:\w+\.)?(\w+)/.exec(parameter.internalType ?? "")?.[1];

/** EIP-712 name of a member's type: the struct's name keeps its array suffix, an enum is `uint8`. */
function typedNameOf(parameter: AbiParameter): string {
  const structName = structNameOf(parameter);
  return structName === undefined ? parameter.type : parameter.type.replace(/^tuple/, structName);
}

function findStruct(parameters: readonly AbiParameter[], name: string): AbiParameter | undefined {
  for (const parameter of parameters) {
    if (structNameOf(parameter) === name) return parameter;
    const inner = findStruct(parameter.components ?? [], name);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function define(struct: AbiParameter, definitions: TypedDefinitions): TypedDefinitions {
  const members = struct.components ?? [];
  const name = structNameOf(struct) ?? "";
  const own = { ...definitions, [name]: members.map((member) => ({ name: member.name, type: typedNameOf(member) })) };
  return members.filter((member) => structNameOf(member) !== undefined).reduce((all, member) => define(member, all), own);
}

function describeStruct(contract: ContractName, structName: string, abi: readonly AbiEntry[]): string {
  const acts = abi.filter((entry) => entry.type === "function" && entry.stateMutability === "nonpayable");
  const struct = findStruct(acts.flatMap((entry) => entry.inputs ?? []), structName);
  if (struct === undefined) throw new Error(`no function of ${contract} takes the signed struct ${structName}`);
  const description = { primaryType: structName, verifyingContract: contract, types: define(struct, {}) };
  return onePairALine(JSON.stringify(description, null, 2));
}

/** Keeps each `{ name, type }` on one line, as a person would write it. */
const onePairALine = (json: string): string => json.replace(/\{\s+("name": "\w*"),\s+("type": "[^"]*")\s+\}/g, "{ $1, $2 }");

const constNameOf = (structName: string): string => `${structName.charAt(0).toLowerCase()}${structName.slice(1)}TypedData`;

/**
 * The EIP-712 definition of every signed struct, from the parameters of the function that verifies it, in the shape
 * that viem's `hashTypedData` and `signTypedData` take; the same file for the service and for the portal.
 */
export function generateTypedData(abis: ReadonlyMap<ContractName, readonly AbiEntry[]>): GeneratedFile[] {
  const constants: string[] = [];
  const index: string[] = [];
  for (const [contract, abi] of abis) {
    for (const structName of signedStructs[contract] ?? []) {
      constants.push(`export const ${constNameOf(structName)} = ${describeStruct(contract, structName, abi)} as const;\n`);
      index.push(`  ${structName}: ${constNameOf(structName)},\n`);
    }
  }
  const text = [
    generatedHeader,
    "\n/** Completed by the network's `chainId` and the address of the struct's `verifyingContract`. */\n",
    `export const typedDataDomain = ${JSON.stringify(typedDataDomain)} as const;\n\n`,
    constants.join("\n"),
    "\n/** Every signed struct by its primary type. */\n",
    `export const typedDataByPrimaryType = {\n${index.join("")}} as const;\n`,
    "\nexport type SignedPrimaryType = keyof typeof typedDataByPrimaryType;\n",
  ].join("");
  return [chainGeneratedFolder, signingGeneratedFolder].map((folder) => ({ path: `${folder}/typed-data.ts`, text }));
}
