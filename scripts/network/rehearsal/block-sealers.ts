import { type Address, fromRlp, type Hex, keccak256, recoverAddress, toRlp } from "viem";
import type { BlockHeader } from "./node-rpc.ts";

interface Seals {
  readonly round: number;
  readonly sealedBy: readonly Address[];
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const trimmed = (value: Hex): Hex => {
  const big = BigInt(value);
  if (big === 0n) return "0x";
  const digits = big.toString(16);
  return `0x${digits.length % 2 === 1 ? "0" : ""}${digits}`;
};

/**
 * Who sealed a block: each seal signs the keccak of the header with the real round and no seals in its extra data. A
 * header holds exactly a quorum of seals, so that a city absent from one block is not a stopped city.
 */
export async function blockSealers(header: BlockHeader): Promise<Seals> {
  const extra = fromRlp(header.extraData, "hex");
  if (!isList(extra)) throw new TypeError("extra data is no list");
  const [vanity, validators, vote, round, seals] = extra;
  const hash = keccak256(toRlp(headerFields(header, toRlp([vanity, validators, vote, round, []] as Hex[]))));
  const signatures = isList(seals) ? seals.filter((seal): seal is Hex => typeof seal === "string") : [];
  const sealedBy = await Promise.all(signatures.map((signature) => recoverAddress({ hash, signature: withRecoveryByte(signature) })));
  return { round: typeof round === "string" && round !== "0x" ? Number(round) : 0, sealedBy };
}

/** QBFT writes v as 0 or 1. */
const withRecoveryByte = (seal: Hex): Hex => `0x${seal.slice(2, -2)}${(Number(`0x${seal.slice(-2)}`) + 27).toString(16)}`;

function headerFields(header: BlockHeader, extraData: Hex): Hex[] {
  return [
    header.parentHash, header.sha3Uncles, header.miner, header.stateRoot, header.transactionsRoot, header.receiptsRoot,
    header.logsBloom, trimmed(header.difficulty), trimmed(header.number), trimmed(header.gasLimit), trimmed(header.gasUsed),
    trimmed(header.timestamp), extraData, header.mixHash, header.nonce, trimmed(header.baseFeePerGas),
  ];
}
