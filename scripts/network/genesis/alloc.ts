import type { Address, Hex } from "viem";

/** One account of the genesis block, as genesis.json has it. */
export interface AllocEntry {
  readonly balance: Hex;
  readonly nonce: Hex;
  readonly code: Hex;
  readonly storage?: Readonly<Record<Hex, Hex>>;
}

export type Alloc = Readonly<Record<Address, AllocEntry>>;
