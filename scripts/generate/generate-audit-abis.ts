import type { AbiEntry } from "./compiled-contracts.ts";
import type { ContractName } from "./contract-names.ts";
import { auditGeneratedFolder, type GeneratedFile, generatedHeader } from "./generated-file.ts";

const isRead = ({ type, stateMutability }: AbiEntry): boolean =>
  type === "event" || (type === "function" && (stateMutability === "view" || stateMutability === "pure"));

/** What the independent audit reads of each contract: events and questions. It takes no file of the service. */
export function generateAuditAbis(abis: ReadonlyMap<ContractName, readonly AbiEntry[]>): GeneratedFile[] {
  const entries = [...abis]
    .filter(([name]) => name !== "institutionAccount") // clones, at addresses that no network description lists
    .map(([name, abi]) => `  ${name}: ${JSON.stringify(abi.filter(isRead))},\n`);
  return [{
    path: `${auditGeneratedFolder}/contract-abis.ts`,
    text: `${generatedHeader}export const contractAbis = {\n${entries.join("")}} as const;\n`,
  }];
}
