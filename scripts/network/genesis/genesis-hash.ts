import { type Hex, keccak256, toRlp } from "viem";
import type { AllocEntry } from "./alloc.ts";
import type { Genesis } from "./genesis.ts";
import { EMPTY_TRIE_ROOT, secureTrieRoot } from "./trie-root.ts";

const NO_UNCLES: Hex = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";
/** SHA-256 of nothing: no execution requests (EIP-7685). */
const NO_REQUESTS: Hex = "0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ZERO_HASH: Hex = `0x${"00".repeat(32)}`;

/** RLP writes numbers without leading zeros, zero as nothing. */
const number = (value: Hex | bigint): Hex => {
  const big = BigInt(value);
  if (big === 0n) return "0x";
  const digits = big.toString(16);
  return `0x${digits.length % 2 === 1 ? "0" : ""}${digits}`;
};

function accountValue({ nonce, balance, code, storage }: AllocEntry): Hex {
  const slots = Object.entries(storage ?? {}).map(([key, value]) => ({ key: asHex(key), value: toRlp(number(asHex(value))) }));
  return toRlp([number(nonce), number(balance), secureTrieRoot(slots), keccak256(code)]);
}

/** State root of the genesis's alloc. */
export function genesisStateRoot(genesis: Genesis): Hex {
  return secureTrieRoot(
    Object.entries(genesis.alloc).map(([address, entry]) => ({ key: asHex(`0x${address}`), value: accountValue(entry) })),
  );
}

/**
 * Hash of the genesis block, as Besu has it: 21 fields in Osaka; its extra data holds no seal and round 0, so the hash
 * of the whole header is the block's. Known before any node runs: services refuse a node with another one (D13).
 */
export function genesisHash(genesis: Genesis): Hex {
  return keccak256(
    toRlp([
      ZERO_HASH, // parent
      NO_UNCLES,
      genesis.coinbase,
      genesisStateRoot(genesis),
      EMPTY_TRIE_ROOT, // transactions
      EMPTY_TRIE_ROOT, // receipts
      `0x${"00".repeat(256)}`, // logs bloom
      number(genesis.difficulty),
      number(0n), // block number
      number(genesis.gasLimit),
      number(0n), // gas used
      number(genesis.timestamp),
      genesis.extraData,
      genesis.mixHash,
      `0x${"00".repeat(8)}`, // nonce
      number(genesis.baseFeePerGas),
      EMPTY_TRIE_ROOT, // withdrawals
      number(0n), // blob gas used
      number(0n), // excess blob gas
      ZERO_HASH, // parent beacon block root
      NO_REQUESTS,
    ]),
  );
}

const asHex = (text: string): Hex => `0x${text.replace(/^0x/, "")}`;
