import { type Hex, keccak, toBytes, toHex } from "./bytes.ts";
import { ProofProblem } from "./proof-problem.ts";
import { decodeRlpList, encodeRlp, isBytes, type RlpItem, toInteger } from "./rlp.ts";

/** What we read of a block's header. */
export type BlockHeader = {
  readonly number: number;
  /** Seconds. */
  readonly timestamp: number;
  readonly blockHash: Hex;
  readonly parentHash: Hex;
  readonly stateRoot: Uint8Array;
  readonly receiptsRoot: Uint8Array;
  /** Absent where the chain has no QBFT extra data. */
  readonly seals?: HeaderSeals;
};

/** The committed seals of a QBFT header and what they sign. */
export type HeaderSeals = {
  /** The header with its round and without seals. */
  readonly sealHash: Hex;
  readonly round: number;
  /** Empty where a contract holds the validators. */
  readonly headerValidators: readonly Hex[];
  /** r‖s‖v. */
  readonly seals: readonly Uint8Array[];
};

/** Places of the fields: 16 of every header, then those of later forks (21 in a genesis). */
const PARENT_HASH = 0, STATE_ROOT = 3, RECEIPTS_ROOT = 5, NUMBER = 8, TIMESTAMP = 11, EXTRA_DATA = 12;
const FIELDS_MIN = 15;
const FIELDS_MAX = 21;

/**
 * Reads a raw header. In QBFT keccak of the raw bytes is not the block hash: that is the hash of the header with
 * round 0 and without seals.
 * @throws ProofProblem HEADER_UNREADABLE
 */
export function readBlockHeader(raw: Hex, consensus: "qbft" | "none"): BlockHeader {
  const fields = decodeRlpList(toBytes(raw));
  if (fields === undefined || fields.length < FIELDS_MIN || fields.length > FIELDS_MAX) throw new ProofProblem("HEADER_UNREADABLE", { part: "fields" });
  const hashAt = (place: number): Uint8Array => {
    const field = fields[place];
    if (!isBytes(field, 32)) throw new ProofProblem("HEADER_UNREADABLE", { part: place });
    return field;
  };
  const numberAt = (place: number): number => {
    const value = toInteger(fields[place]);
    if (value === undefined) throw new ProofProblem("HEADER_UNREADABLE", { part: place });
    return value;
  };
  const extra = consensus === "qbft" ? readExtraData(fields[EXTRA_DATA]) : undefined;
  const withExtra = (extraData: Uint8Array): Hex => toHex(keccak(encodeRlp(fields.map((field, place) => (place === EXTRA_DATA ? extraData : field)))));
  return {
    number: numberAt(NUMBER),
    timestamp: numberAt(TIMESTAMP),
    blockHash: extra === undefined ? toHex(keccak(toBytes(raw))) : withExtra(extra.encode(0)),
    parentHash: toHex(hashAt(PARENT_HASH)),
    stateRoot: hashAt(STATE_ROOT),
    receiptsRoot: hashAt(RECEIPTS_ROOT),
    ...(extra === undefined ? {} : {
      seals: { sealHash: withExtra(extra.encode(extra.round)), round: extra.round, headerValidators: extra.validators, seals: extra.seals },
    }),
  };
}

type ExtraData = {
  readonly round: number;
  readonly validators: readonly Hex[];
  readonly seals: readonly Uint8Array[];
  /** The extra data again, with this round and no seals. */
  readonly encode: (round: number) => Uint8Array;
};

/** `RLP[vanity(32), [validators], vote, round, [seals]]`. */
function readExtraData(field: RlpItem | undefined): ExtraData {
  const parts = isBytes(field) ? decodeRlpList(field) : undefined;
  const [vanity, validators, vote, roundItem, seals] = parts ?? [];
  const round = toInteger(roundItem);
  if (parts?.length !== 5 || !isBytes(vanity, 32) || vote === undefined || round === undefined || round > 0xffff_ffff) throw new ProofProblem("HEADER_UNREADABLE", { part: "extraData" });
  const allOf = (list: RlpItem | undefined, byteCount: number): Uint8Array[] => {
    if (!Array.isArray(list) || !list.every((item) => isBytes(item, byteCount))) throw new ProofProblem("HEADER_UNREADABLE", { part: "extraData" });
    return list.filter((item) => isBytes(item));
  };
  const addresses = allOf(validators, 20);
  return {
    round,
    validators: addresses.map(toHex),
    seals: allOf(seals, 65),
    encode: (newRound) => encodeRlp([vanity, addresses, vote, toRoundBytes(newRound), []]),
  };
}

function toRoundBytes(round: number): Uint8Array {
  const bytes = Uint8Array.of(round >>> 24, round >>> 16, round >>> 8, round);
  return bytes.slice(Math.min(...[...bytes.keys()].filter((index) => bytes[index] !== 0), bytes.length));
}

/** The raw header without seals, in round 0: keccak of these very bytes is the block hash. @throws ProofProblem */
export function withoutSeals(raw: Hex): Hex {
  const fields = decodeRlpList(toBytes(raw)) ?? [];
  const extra = readExtraData(fields[EXTRA_DATA]);
  return toHex(encodeRlp(fields.map((field, place) => (place === EXTRA_DATA ? extra.encode(0) : field))));
}
