import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check, Finding } from "./finding.ts";
import { ROOT } from "./root.ts";

export type AbiParameter = { readonly name: string; readonly type: string; readonly internalType?: string; readonly components?: readonly AbiParameter[] };
export type AbiItem = {
  readonly type: string;
  readonly name?: string;
  readonly stateMutability?: string;
  readonly inputs?: readonly AbiParameter[];
  readonly outputs?: readonly AbiParameter[];
};

/** What can hold no text: ids, amounts, flags and hashes. */
const PLAIN = /^(?:address|bool|u?int\d*|bytes(?:[1-9]|[12]\d|3[012]))(?:\[\d*\])*$/;
/** Free bytes that are verified as a signature or parsed as a key, never kept as they are. */
const CHECKED_BYTES = /^(?:signature|signatures|signer|signers|firstSigner|fullSigner|deviceSigner|[a-z]\w*(?:Signature|Signer|Key)|key)$/;
/**
 * First exception of [X1]: EAS carries a fact as `bytes data`, in its own struct and through the
 * institution's account. The resolver decodes it exactly and refuses any other length.
 */
const EAS_STRUCT = "struct Attestation";
const EAS_DOORS = new Set(["InstitutionAccount.attest", "IInstitutionAccount.attest"]);
/**
 * Second exception: `Council` inherits texts with OpenZeppelin's Governor, and lets none in: the doors that take one are `pure` and
 * revert; its own acts give Governor a hash in hexadecimal for a description, and nothing for a reason, parameters or
 * signatures. `relay`, which Governor wants payable, reverts too. What a proposal calls is bytes by nature: calls that the
 * timelock makes of contracts with code, each under this same rule. Parameter by parameter, so that no other comes with it.
 */
const COUNCIL = /^(?:I?Council|CouncilBallots|CouncilDoors)\./;
const COUNCIL_PARAMETERS = new Set([
  "proposeFor.act.calldatas", "queueProposal.calldatas", "executeProposal.calldatas",
  "queue.calldatas", "execute.calldatas", "relay.",
  "ProposalCreated.signatures", "ProposalCreated.calldatas", "ProposalCreated.description",
  "VoteCast.reason", "VoteCastWithParams.reason", "VoteCastWithParams.params",
]);
/** ERC-165, ERC-5267 and ERC-6909 answer with names fixed in the code; nobody can write into them. */
const FIXED_ANSWERS = new Set(["eip712Domain", "name", "symbol", "tokenURI", "contractURI", "decimals"]);

export const abiTypes: Check = {
  name: "aucun texte libre au registre [X1]",
  run: async () => {
    const artifacts = ourArtifacts();
    if (artifacts.length === 0) return [{ where: "artifacts/contracts", what: "no compiled contract: run `npm run generate` first" }];
    return artifacts.flatMap(({ name, abi }) => findFreeText(name, abi));
  },
};

/** Functions and events of a contract through which free text could reach the chain [X1]. */
export function findFreeText(contract: string, abi: readonly AbiItem[]): Finding[] {
  return abi.flatMap((item) => {
    if (item.type !== "function" && item.type !== "event" && item.type !== "constructor") return [];
    if (item.type === "function" && FIXED_ANSWERS.has(item.name ?? "") && isView(item)) return [];
    const where = `${contract}.${item.name ?? item.type}`;
    const written = item.type === "function" && isView(item) ? [] : (item.inputs ?? []);
    return written.flatMap((parameter) => freeTextIn(where, parameter, item.type === "event"));
  });
}

function freeTextIn(where: string, { name, type, internalType, components }: AbiParameter, inEvent: boolean): Finding[] {
  if (type.startsWith("tuple")) {
    const isEas = internalType?.replace(/(?:\[\d*\])+$/, "") === EAS_STRUCT;
    return (components ?? []).filter((member) => !(isEas && member.name === "data")).flatMap((member) => freeTextIn(`${where}.${name}`, member, inEvent));
  }
  if (name === "data" && EAS_DOORS.has(where)) return [];
  if (COUNCIL.test(where) && COUNCIL_PARAMETERS.has(`${where.replace(COUNCIL, "")}.${name}`)) return [];
  if (PLAIN.test(type)) return [];
  const isCheckedBytes = /^bytes(?:\[\d*\])*$/.test(type) && CHECKED_BYTES.test(name);
  // An event publishes what it is given, so a key must be hashed before it gets there.
  if (isCheckedBytes && !inEvent) return [];
  return [{ where, what: `parameter ${name} of type ${type} could carry text` }];
}

function isView(item: AbiItem): boolean {
  return item.stateMutability === "view" || item.stateMutability === "pure";
}

function ourArtifacts(): { name: string; abi: readonly AbiItem[] }[] {
  return globSync("artifacts/contracts/**/*.json", { cwd: ROOT })
    .map((path) => JSON.parse(readFileSync(join(ROOT, path), "utf8")) as { contractName?: string; abi?: readonly AbiItem[] })
    .flatMap(({ contractName, abi }) => (contractName !== undefined && abi !== undefined ? [{ name: contractName, abi }] : []));
}
