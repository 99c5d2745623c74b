import { readBlockHeader } from "maille-verify/block-header";
import { toBytes } from "maille-verify/bytes";
import { ProofProblem } from "maille-verify/proof-problem";
import { recoverAddress } from "maille-verify/recover-address";
import { toHex, toRlp, type Hex } from "viem";

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

const quantity = (value: bigint): Hex => (value === 0n ? "0x" : toHex(value));

/**
 * Whose keys sealed a QBFT block, in the order of its seals, lower case; a seal that is no signature names nobody.
 * @returns undefined when the fields are not a QBFT header of the block's own hash
 */
export function readSeals(block: HeaderFields): readonly Hex[] | undefined {
  try {
    const { blockHash, seals } = readBlockHeader(rawHeader(block), "qbft");
    if (seals === undefined || blockHash !== block.hash) return undefined;
    const hash = toBytes(seals.sealHash);
    return seals.seals.map((seal) => recoverAddress(hash, seal)).filter((sealer) => sealer !== undefined);
  } catch (error) {
    if (error instanceof ProofProblem) return undefined;
    throw error;
  }
}

function rawHeader(block: HeaderFields): Hex {
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
    block.extraData,
    block.mixHash,
    block.nonce ?? "0x0000000000000000",
  ];
  return toRlp(block.baseFeePerGas === null ? fields : [...fields, quantity(block.baseFeePerGas)]);
}
