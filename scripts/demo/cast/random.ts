import { getAddress, keccak256, toHex, type Address, type Hex } from "viem";

/** A stream of values that depends on the seed and label alone, so that the cast is the same on every machine. */
export interface SeededRandom {
  /** 32 bytes. */
  bytes32(label: string): Hex;
  /** An account: random, linked to nothing [X4]. */
  account(label: string): Address;
  /** 0 ≤ n < `bound`. */
  below(label: string, bound: number): number;
}

export const seededRandom = (seed: string): SeededRandom => {
  const bytes32 = (label: string): Hex => keccak256(toHex(`${seed}/${label}`));
  return {
    bytes32,
    account: (label) => getAddress(`0x${bytes32(`account/${label}`).slice(-40)}`),
    below: (label, bound) => Number(BigInt(bytes32(label)) % BigInt(bound)),
  };
};

/** What happens in the cast: the same everywhere. */
export const CAST_SEED = "maille";
