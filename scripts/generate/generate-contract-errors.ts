import { toFunctionSelector } from "viem";
import type { AbiEntry, AbiParameter } from "./compiled-contracts.ts";
import type { ContractName } from "./contract-names.ts";
import { chainGeneratedFolder, type GeneratedFile } from "./generated-file.ts";

type ContractError = { name: string; signature: string; selector: string; contracts: ContractName[] };

function canonicalType(parameter: AbiParameter): string {
  if (!parameter.type.startsWith("tuple")) return parameter.type;
  const inner = (parameter.components ?? []).map(canonicalType).join(",");
  return parameter.type.replace(/^tuple/, `(${inner})`);
}

/** Every custom error that a contract can answer with, once, and who declares it: the start of the error spine. */
export function generateContractErrors(abis: ReadonlyMap<ContractName, readonly AbiEntry[]>): GeneratedFile[] {
  const errors = new Map<string, ContractError>();
  for (const [contract, abi] of abis) {
    for (const entry of abi.filter(({ type }) => type === "error")) {
      const name = entry.name ?? "";
      const signature = `${name}(${(entry.inputs ?? []).map(canonicalType).join(",")})`;
      const known = errors.get(signature) ?? { name, signature, selector: toFunctionSelector(signature), contracts: [] };
      errors.set(signature, { ...known, contracts: [...known.contracts, contract] });
    }
  }
  const sorted = [...errors.values()].sort((a, b) => (a.signature < b.signature ? -1 : 1));
  return [{ path: `${chainGeneratedFolder}/contract-errors.json`, text: `${JSON.stringify(sorted, null, 2)}\n` }];
}
