import { concat, fromRlp, keccak256, recoverAddress, toHex, toRlp, type Address, type Hex } from "viem";

/** The fields of an RPC block that make its header, as nodes give them. */
export interface HeaderFields {
  readonly parentHash: Hex;
  readonly sha3Uncles: Hex;
  readonly miner: Hex;
  readonly stateRoot: Hex;
  readonly transactionsRoot: Hex;
  readonly receiptsRoot: Hex;
  readonly logsBloom: Hex | null;
  readonly difficulty: bigint;
  readonly number: bigint | null;
  readonly gasLimit: bigint;
  readonly gasUsed: bigint;
  readonly timestamp: bigint;
  readonly extraData: Hex;
  readonly mixHash: Hex;
  readonly nonce: Hex | null;
  readonly baseFeePerGas: bigint | null;
  readonly hash: Hex | null;
}

type Rlp = Hex | readonly Rlp[];

/**
 * Whose keys sealed a QBFT block: each validator signs the header with its round and without seals, unprefixed.
 * @returns undefined when the header holds no seals of QBFT, or is not the one of its own hash
 */
export async function readSeals(block: HeaderFields): Promise<readonly Address[] | undefined> {
  const extra = readExtraData(block.extraData);
  if (extra === undefined || headerHash(block, extra.encode("0x")) !== block.hash) return undefined;
  const hash = headerHash(block, extra.encode(extra.round));
  return Promise.all(extra.seals.map((seal) => recoverAddress({ hash, signature: seal })));
}

function headerHash(block: HeaderFields, extraData: Hex): Hex {
  const fields: Hex[] = [
    block.parentHash,
    block.sha3Uncles,
    block.miner,
    block.stateRoot,
    block.transactionsRoot,
    block.receiptsRoot,
    block.logsBloom ?? "0x",
    quantity(block.difficulty),
    quantity(block.number ?? 0n),
    quantity(block.gasLimit),
    quantity(block.gasUsed),
    quantity(block.timestamp),
    extraData,
    block.mixHash,
    block.nonce ?? "0x0000000000000000",
  ];
  return keccak256(toRlp(block.baseFeePerGas === null ? fields : [...fields, quantity(block.baseFeePerGas)]));
}

const quantity = (value: bigint): Hex => (value === 0n ? "0x" : toHex(value));
/** r‖s‖v with v 0 or 1. */
const SEAL_LENGTH = 2 + 2 * 65;

/** `RLP[vanity, [validators], vote, round, [seals]]`; block hash: round 0, no seals. */
function readExtraData(extraData: Hex): { round: Hex; seals: readonly Hex[]; encode: (round: Hex) => Hex } | undefined {
  const [vanity, validators, vote, round, seals] = decodeList(extraData) ?? [];
  if (vanity === undefined || validators === undefined || vote === undefined || typeof round !== "string" || !Array.isArray(seals)) return undefined;
  const found = seals.filter((seal): seal is Hex => typeof seal === "string" && seal.length === SEAL_LENGTH);
  if (found.length !== seals.length || found.length === 0) return undefined;
  return {
    round: round === "0x00" ? "0x" : round,
    seals: found.map((seal) => concat([`0x${seal.slice(2, -2)}`, toHex(Number(`0x${seal.slice(-2)}`) + 27)])),
    encode: (newRound) => toRlp([vanity, validators, vote, newRound, []]),
  };
}

function decodeList(data: Hex): readonly Rlp[] | undefined {
  try {
    const decoded: Rlp = fromRlp(data, "hex");
    return Array.isArray(decoded) ? decoded : undefined;
  } catch {
    // The extra data of a chain that no city seals is no RLP.
    return undefined;
  }
}
