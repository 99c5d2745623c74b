import type { Address, Hex } from "viem";
import { keccak256, numberToHex, pad } from "viem";
import type { NetworkValidator } from "maille-verify/network-file";
import type { ValidatorsProof } from "maille-verify/proof-file";
import type { Chain } from "../../platform/chain/chain.ts";

/** `Consortium` keeps its validators in the array of slot 0: words `address | cityId << 160` from keccak256(0) on. */
const lengthSlot = pad("0x0", { size: 32 });
const firstWordSlot = BigInt(keccak256(lengthSlot));

/**
 * What the state after a block says of the validators, provable from its state root.
 * @throws what viem throws when the node does not serve states that old
 */
export async function proveValidators(chain: Chain, consortium: Address, blockNumber: bigint): Promise<ValidatorsProof> {
  const length = await wordAt(chain, consortium, lengthSlot, blockNumber);
  const storageKeys = [lengthSlot, ...wordSlots(Number(length))];
  const proof = await chain.client.getProof({ address: consortium, storageKeys, blockNumber });
  const nodes = proof.storageProof.flatMap((slot) => slot.proof);
  return { accountProof: [...proof.accountProof], storageProof: [...new Set(nodes)] };
}

/** The validators after a block, with their cities. */
export async function readValidatorsAt(chain: Chain, consortium: Address, blockNumber: bigint): Promise<NetworkValidator[]> {
  const length = await wordAt(chain, consortium, lengthSlot, blockNumber);
  const words = await Promise.all(wordSlots(Number(length)).map((slot) => wordAt(chain, consortium, slot, blockNumber)));
  return words.map((word) => ({
    address: numberToHex(word & ((1n << 160n) - 1n), { size: 20 }),
    cityId: Number(word >> 160n),
  }));
}

function wordSlots(count: number): Hex[] {
  return Array.from({ length: count }, (_, index) => numberToHex(firstWordSlot + BigInt(index), { size: 32 }));
}

async function wordAt(chain: Chain, address: Address, slot: Hex, blockNumber: bigint): Promise<bigint> {
  const word = await chain.client.getStorageAt({ address, slot, blockNumber });
  return word === undefined || word === "0x" ? 0n : BigInt(word);
}
