import { type Hex, keccak, toBigInt, toBytes, toHex, toWord } from "./bytes.ts";
import { isFullyUsed, lookUp, openTrieNodes, type TrieNodes } from "./merkle-trie.ts";
import type { NetworkFile, NetworkValidator } from "./network-file.ts";
import type { ValidatorsProof } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { decodeRlp, decodeRlpList, isBytes } from "./rlp.ts";

const VALIDATORS_MAX = 255;
const CITY_SHIFT = 160n;

/** Slot 0 of the consortium is the array's length; its words begin at keccak256 of that slot. */
export const LENGTH_SLOT = toWord(0);
const firstSlot = toBigInt(keccak(LENGTH_SLOT));
export const validatorSlot = (index: number): Uint8Array => toWord(firstSlot + BigInt(index));

/** ⌈2n/3⌉: a QBFT header carries exactly that many seals. */
export const quorumOf = (validatorCount: number): number => Math.ceil((2 * validatorCount) / 3);

/**
 * The validators that the state names, each word an address and its city's id (`address | cityId << 160`).
 * A word without a city is named by the network's checkpoint.
 * @param block for the problem's detail
 * @throws ProofProblem STATE_PROOF_BROKEN or VALIDATORS_UNREADABLE
 */
export function readValidators(stateRoot: Uint8Array, proof: ValidatorsProof, network: NetworkFile, block: number): NetworkValidator[] {
  const accountNodes = openTrieNodes(proof.accountProof);
  const account = lookUp(accountNodes, stateRoot, keccak(toBytes(network.consortium)));
  if (typeof account === "string" || !isFullyUsed(accountNodes, proof.accountProof)) throw new ProofProblem("STATE_PROOF_BROKEN", { block });
  const storageRoot = decodeRlpList(account.found)?.[2];
  if (!isBytes(storageRoot, 32)) throw new ProofProblem("STATE_PROOF_BROKEN", { block });
  const nodes = openTrieNodes(proof.storageProof);
  const slot = (key: Uint8Array): bigint => readSlot(nodes, storageRoot, key, block);
  const length = slot(LENGTH_SLOT);
  if (length === 0n || length > VALIDATORS_MAX) throw new ProofProblem("VALIDATORS_UNREADABLE", { block });
  const validators = Array.from({ length: Number(length) }, (_, index) => toValidator(slot(validatorSlot(index)), network, block));
  if (!isFullyUsed(nodes, proof.storageProof)) throw new ProofProblem("STATE_PROOF_BROKEN", { block });
  if (new Set(validators.map(({ address }) => address)).size !== validators.length) throw new ProofProblem("VALIDATORS_UNREADABLE", { block });
  return validators;
}

function readSlot(nodes: TrieNodes, storageRoot: Uint8Array, key: Uint8Array, block: number): bigint {
  const answer = lookUp(nodes, storageRoot, keccak(key));
  if (answer === "ABSENT") return 0n;
  const value = answer === "BROKEN" ? undefined : decodeRlp(answer.found);
  if (!isBytes(value) || value.length > 32) throw new ProofProblem("STATE_PROOF_BROKEN", { block });
  return toBigInt(value);
}

function toValidator(word: bigint, network: NetworkFile, block: number): NetworkValidator {
  const cityId = Number(word >> CITY_SHIFT);
  const address = toHex(toWord(word & ((1n << CITY_SHIFT) - 1n)).slice(12));
  if (cityId > 255 || address === toHex(new Uint8Array(20))) throw new ProofProblem("VALIDATORS_UNREADABLE", { block });
  return { address, cityId: cityId === 0 ? cityOfCheckpoint(address, network) : cityId };
}

/** City of a validator by the network's checkpoint; 0 when it names none. */
export const cityOfCheckpoint = (address: Hex, network: NetworkFile): number =>
  network.checkpoint.validators.find((validator) => validator.address === address)?.cityId ?? 0;

/** The same keys for the same cities, in any order. */
export function isSameSet(left: readonly NetworkValidator[], right: readonly NetworkValidator[]): boolean {
  const name = ({ address, cityId }: NetworkValidator): string => `${address} ${cityId}`;
  const names = new Set(left.map(name));
  return left.length === right.length && right.every((validator) => names.has(name(validator)));
}
