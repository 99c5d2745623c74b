import { SigningKey } from "ethers";
import { keccak256, type Address, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { readBlockHeader } from "../../proofs/src/block-header.ts";
import { encodeReceipt } from "../../proofs/src/build-proof.ts";
import { keccak, toBytes, toHex, toWord } from "../../proofs/src/bytes.ts";
import type { NetworkFile } from "../../proofs/src/network-file.ts";
import { receiptKey } from "../../proofs/src/receipt.ts";
import { decodeRlpList, encodeRlp, type RlpItem } from "../../proofs/src/rlp.ts";
import type { RpcBlock, RpcProof, RpcReceipt } from "../../proofs/src/rpc-answers.ts";
import { buildTrie, proveKeys, type BuiltTrie } from "../../proofs/src/trie-builder.ts";
import { quorumOf, validatorSlot } from "../../proofs/src/validator-set.ts";
import type { LedgerEvent } from "./ledger-logs.ts";

/** A city that seals: its key is known to the test alone. */
export interface SealingMember { readonly cityId: number; readonly name: string; readonly key: Hex; readonly address: Address }

const MEMBER_NAMES = ["Brossard", "Magog", "Delson", "Wendake", "La Prairie", "Beaconsfield", "Châteauguay", "Saint-Constant", "Saint-Lambert", "Sainte-Catherine", "Saint-Basile-le-Grand"];
export const CONSORTIUM: Address = "0x0000000000000000000000000000000000008888";

/** Keys from the seed alone, so that two networks never share one. */
export function sealingMembers(count: number, seed = 1): SealingMember[] {
  return MEMBER_NAMES.slice(0, count).map((name, index) => {
    const key = keccak256(toHex(toWord(seed * 1_000 + index)));
    return { cityId: index + 1, name, key, address: privateKeyToAccount(key).address.toLowerCase() as Address };
  });
}

export interface MinedBlock {
  readonly block: RpcBlock;
  readonly rawHeader: Hex;
  readonly receipts: readonly RpcReceipt[];
  /** State proof of the consortium after this block. */
  readonly proof: RpcProof;
}

export interface MineOptions {
  /** Logs by transaction. */
  readonly transactions?: readonly (readonly LedgerEvent[])[];
  readonly round?: number;
  /** A quorum of those that the parent's state names, unless the test says otherwise. */
  readonly sealers?: readonly SealingMember[];
  /** Seal from the next block on. */
  readonly nextMembers?: readonly SealingMember[];
}

const EMPTY_CODE = keccak(new Uint8Array());
const minimal = (value: number): Hex => `0x${value.toString(16)}`;

/** A chain in QBFT's own format, sealed by keys of the test; block 0 is its genesis. */
export class SealedChain {
  readonly blocks: MinedBlock[] = [];
  members: readonly SealingMember[];
  readonly #firstTimestamp: number;

  constructor(members: readonly SealingMember[], firstTimestamp = 1_795_600_000) {
    this.members = members;
    this.#firstTimestamp = firstTimestamp;
    this.mine({ sealers: [] });
  }

  mine({ transactions = [], round = 0, sealers = this.members.slice(0, quorumOf(this.members.length)), nextMembers = this.members }: MineOptions = {}): MinedBlock {
    const number = this.blocks.length;
    const receipts = writeReceipts(transactions);
    const { storage, state } = writeState(nextMembers, number);
    const receiptsRoot = toHex(buildTrie(receipts.map((receipt, index) => [receiptKey(index), encodeReceipt(receipt)])).root);
    const unsealed = {
      parentHash: this.blocks.at(-1)?.block.hash ?? toHex(new Uint8Array(32)), stateRoot: toHex(state.root), receiptsRoot,
      number: minimal(number), timestamp: minimal(this.#firstTimestamp + 2 * number),
    };
    const sealHash = readBlockHeader(writeHeader(unsealed, writeExtraData(round, [])), "qbft").seals?.sealHash ?? "0x";
    const rawHeader = writeHeader(unsealed, writeExtraData(round, sealers.map(({ key }) => sealWith(key, sealHash))));
    const mined = { block: describeBlock(unsealed, rawHeader), rawHeader, receipts, proof: proveConsortium(state, storage, nextMembers.length) };
    this.blocks.push(mined);
    this.members = nextMembers;
    return mined;
  }

  /** What a verifier trusts of it: genesis and first members. */
  describe(contracts: NetworkFile["contracts"], members: readonly SealingMember[], closeSigners: readonly Address[] = []): Record<string, unknown> {
    const genesisHash = this.blocks[0]?.block.hash;
    return {
      format: "maille-network/1", name: "Réseau d’essai", chainId: 20271, genesisHash, consensus: "qbft", consortium: CONSORTIUM,
      checkpoint: { blockNumber: 0, blockHash: genesisHash, validators: members.map(({ address, cityId }) => ({ address, cityId })) },
      cities: members.map(({ cityId, name }, index) => ({ id: cityId, slug: `ville-${cityId}`, name, closeSigners: closeSigners.slice(index, index + 1) })),
      contracts, deploymentBlock: 1, isTrial: false,
    };
  }
}

function sealWith(key: Hex, hash: Hex): Uint8Array {
  const { r, s, yParity } = new SigningKey(key).sign(hash);
  return Uint8Array.from([...toBytes(r as Hex), ...toBytes(s as Hex), yParity]);
}

function extraDataOf(rawHeader: Hex): Hex {
  const field = decodeRlpList(toBytes(rawHeader))?.[12];
  return toHex(field instanceof Uint8Array ? field : new Uint8Array());
}

type Fields = Pick<RpcBlock, "parentHash" | "stateRoot" | "receiptsRoot" | "number" | "timestamp">;

const quantity = (hex: Hex): Uint8Array => (hex === "0x0" ? new Uint8Array() : toBytes(`0x${hex.length % 2 === 0 ? "" : "0"}${hex.slice(2)}`));

function writeHeader({ parentHash, stateRoot, receiptsRoot, number, timestamp }: Fields, extraData: Uint8Array): Hex {
  const zero = new Uint8Array();
  return toHex(encodeRlp([
    toBytes(parentHash), toWord(1), new Uint8Array(20), toBytes(stateRoot), toWord(2), toBytes(receiptsRoot), new Uint8Array(256),
    Uint8Array.of(1), quantity(number), toBytes("0x1fffffffffffff"), zero, quantity(timestamp), extraData, toWord(3), new Uint8Array(8), zero,
  ]));
}

const writeExtraData = (round: number, seals: readonly Uint8Array[]): Uint8Array =>
  encodeRlp([new Uint8Array(32), [], [], round === 0 ? new Uint8Array() : Uint8Array.of(round), [...seals]]);

function describeBlock({ parentHash, stateRoot, receiptsRoot, number, timestamp }: Fields, rawHeader: Hex): RpcBlock {
  const zeros = (byteCount: number): Hex => toHex(new Uint8Array(byteCount));
  return {
    hash: readBlockHeader(rawHeader, "qbft").blockHash, parentHash, sha3Uncles: toHex(toWord(1)), miner: zeros(20), stateRoot, transactionsRoot: toHex(toWord(2)), receiptsRoot,
    logsBloom: zeros(256), difficulty: "0x1", number, gasLimit: "0x1fffffffffffff", gasUsed: "0x0", timestamp, extraData: extraDataOf(rawHeader),
    mixHash: toHex(toWord(3)), nonce: zeros(8), baseFeePerGas: "0x0",
  };
}

function writeReceipts(transactions: readonly (readonly LedgerEvent[])[]): RpcReceipt[] {
  let logIndex = 0;
  return transactions.map((logs, index) => ({
    type: index % 2 === 0 ? "0x0" : "0x2", status: "0x1", cumulativeGasUsed: minimal(45_729 * (index + 1)), logsBloom: toHex(new Uint8Array(256)), transactionIndex: minimal(index),
    logs: logs.map((log) => ({ ...log, logIndex: minimal(logIndex++), transactionHash: keccak256(toHex(toWord(index))) })),
  }));
}

/** The consortium's storage among other slots, and its account among others. */
function writeState(members: readonly SealingMember[], salt: number): { storage: BuiltTrie; state: BuiltTrie } {
  const slot = (key: Uint8Array, value: bigint): readonly [Uint8Array, Uint8Array] => [keccak(key), encodeRlp(withoutZeros(toWord(value)))];
  const storage = buildTrie([
    slot(toWord(0), BigInt(members.length)), slot(toWord(1), 0x8889n),
    ...members.map(({ address, cityId }, index) => slot(validatorSlot(index), BigInt(address) | (BigInt(cityId) << 160n))),
  ]);
  const account = (root: Uint8Array): Uint8Array => encodeRlp([Uint8Array.of(1), new Uint8Array(), root, EMPTY_CODE] satisfies RlpItem);
  const others = Array.from({ length: 40 }, (_, index) => [keccak(toWord(10_000 * salt + index)), account(toWord(index + 1))] as const);
  return { storage, state: buildTrie([...others, [keccak(toBytes(CONSORTIUM)), account(storage.root)]]) };
}

const withoutZeros = (word: Uint8Array): Uint8Array => word.slice(word.findIndex((byte) => byte !== 0));

function proveConsortium(state: BuiltTrie, storage: BuiltTrie, count: number): RpcProof {
  const slots = [toWord(0), ...Array.from({ length: count }, (_, index) => validatorSlot(index))];
  return { accountProof: proveKeys(state, [keccak(toBytes(CONSORTIUM))]), storageProof: slots.map((key) => ({ proof: proveKeys(storage, [keccak(key)]) })) };
}
