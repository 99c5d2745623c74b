import { toValidatorsProof, validatorSlots } from "maille-verify/build-proof";
import type { NetworkValidator } from "maille-verify/network-file";
import type { ValidatorsProof } from "maille-verify/proof-file";
import type { RpcProof } from "maille-verify/rpc-answers";
import { numberToHex, type Address, type Hex } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";

/**
 * What the state after a block says of the validators, provable from its state root, as the node gives it.
 * @throws what viem throws when the node does not serve states that old
 */
export async function askValidators(chain: Chain, consortium: Address, blockNumber: bigint): Promise<RpcProof> {
  return chain.client.getProof({ address: consortium, storageKeys: await slotsAt(chain, consortium, blockNumber), blockNumber });
}

/** The same as a proof file holds it. */
export async function proveValidators(chain: Chain, consortium: Address, blockNumber: bigint): Promise<ValidatorsProof> {
  return toValidatorsProof(await askValidators(chain, consortium, blockNumber));
}

/** The validators after a block, with their cities: words `address | cityId << 160`. */
export async function readValidatorsAt(chain: Chain, consortium: Address, blockNumber: bigint): Promise<NetworkValidator[]> {
  const [, ...slots] = await slotsAt(chain, consortium, blockNumber);
  const words = await Promise.all(slots.map((slot) => wordAt(chain, consortium, slot, blockNumber)));
  return words.map((word) => ({
    address: numberToHex(word & ((1n << 160n) - 1n), { size: 20 }),
    cityId: Number(word >> 160n),
  }));
}

/** The slot of the length, then one for each validator. */
async function slotsAt(chain: Chain, consortium: Address, blockNumber: bigint): Promise<Hex[]> {
  const [lengthSlot = "0x0"] = validatorSlots(0);
  return validatorSlots(Number(await wordAt(chain, consortium, lengthSlot, blockNumber)));
}

async function wordAt(chain: Chain, address: Address, slot: Hex, blockNumber: bigint): Promise<bigint> {
  const word = await chain.client.getStorageAt({ address, slot, blockNumber });
  return word === undefined || word === "0x" ? 0n : BigInt(word);
}
