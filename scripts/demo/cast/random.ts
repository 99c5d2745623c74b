import { keccak256, toHex, type Hex } from "viem";

/** A stream of values that depends on the seed and label alone, so that the cast is the same on every machine. */
export interface SeededRandom {
  /** 32 bytes. */
  bytes32(label: string): Hex;
  /** 20 bytes, as an account. */
  account(label: string): Hex;
  /** 0 ≤ n < `bound`. */
  below(label: string, bound: number): number;
}

export const seededRandom = (seed: string): SeededRandom => {
  const bytes32 = (label: string): Hex => keccak256(toHex(`${seed}/${label}`));
  return {
    bytes32,
    account: (label) => `0x${bytes32(`account/${label}`).slice(-40)}`,
    below: (label, bound) => Number(BigInt(bytes32(label)) % BigInt(bound)),
  };
};
