import { type BlockHeader, readBlockHeader } from "./block-header.ts";
import { checkCloses } from "./check-closes.ts";
import { checkSeals } from "./check-seals.ts";
import { decodeEvent } from "./decode-event.ts";
import { followValidators } from "./follow-validators.ts";
import type { NetworkFile, NetworkValidator } from "./network-file.ts";
import type { ProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { type ProvedFact, readFact } from "./proved-fact.ts";
import { readProvedReceipt, type ReceiptLog } from "./receipt.ts";
import { quorumOf } from "./validator-set.ts";

/** A member by the words of network.json; cityId 0 and the key's address where it names none. */
export type SealingCity = { readonly cityId: number; readonly name: string };

/** What a good proof shows. */
export type Verdict = {
  readonly network: string;
  readonly what: ProvedFact;
  readonly blockNumber: number;
  readonly blockHash: BlockHeader["blockHash"];
  /** Of the block, in seconds. */
  readonly at: number;
  /** "none": an embedded chain for trials; no city sealed and nothing but the closes vouches for it. */
  readonly consensus: NetworkFile["consensus"];
  /** Exactly a quorum: a header carries no more seals than that. Empty without consensus. */
  readonly sealedBy: readonly SealingCity[];
  readonly setSize: number;
  readonly quorum: number;
  /** Cities whose signed daily closes hold the event. */
  readonly closesBy: readonly SealingCity[];
  readonly isTrial: boolean;
};

/** Seals of the block and who might have sealed it. */
export type SealedBlock = Pick<Verdict, "sealedBy" | "setSize" | "quorum">;

/**
 * Checks every link from the event to the cities' seals, from these two files alone; the cheap links first.
 * @throws ProofProblem naming the link that is broken
 */
export function verifyProof(proof: ProofFile, network: NetworkFile): Verdict {
  if (proof.chainId !== network.chainId) throw new ProofProblem("OTHER_NETWORK", { proofChain: proof.chainId, networkChain: network.chainId });
  const header = readProvedHeader(proof, network);
  const validators = findValidators(proof, header, network);
  const log = readProvedLog(proof, header);
  const what = readFact(decodeEvent(log, network));
  if (what.kind !== proof.kind) throw new ProofProblem("KIND_DIFFERS", { said: proof.kind, found: what.kind });
  const closesBy = checkCloses(proof, header, log, network).map(({ id, name }) => ({ cityId: id, name }));
  return {
    network: network.name, what, blockNumber: header.number, blockHash: header.blockHash, at: header.timestamp,
    consensus: network.consensus, ...verifySeals(header, validators, network),
    closesBy,
    isTrial: network.isTrial || network.consensus === "none",
  };
}

/** The header of the proof's block, after the network's trusted start. @throws ProofProblem */
export function readProvedHeader(proof: ProofFile, { checkpoint, consensus }: NetworkFile): BlockHeader {
  const header = readBlockHeader(proof.header, consensus);
  if (header.number <= checkpoint.blockNumber) throw new ProofProblem("BEFORE_CHECKPOINT", { block: header.number, checkpoint: checkpoint.blockNumber });
  return header;
}

/** Who might seal the block; nobody without consensus. @throws ProofProblem */
export function findValidators(proof: ProofFile, header: BlockHeader, network: NetworkFile): readonly NetworkValidator[] {
  if (network.consensus === "qbft") return followValidators(proof, header, network);
  if (proof.parent !== undefined || proof.setChanges.length > 0) throw new ProofProblem("FIELD_UNKNOWN", { field: "proof.parent" });
  return [];
}

/** The cities that sealed the header, of those that might. @throws ProofProblem */
export function verifySeals(header: BlockHeader, validators: readonly NetworkValidator[], network: NetworkFile): SealedBlock {
  if (network.consensus === "none") return { sealedBy: [], setSize: 0, quorum: 0 };
  const nameOf = ({ cityId, address }: NetworkValidator): string => network.cities.find(({ id }) => id === cityId)?.name ?? address;
  return {
    sealedBy: checkSeals(header, validators).map((validator) => ({ cityId: validator.cityId, name: nameOf(validator) })),
    setSize: validators.length,
    quorum: quorumOf(validators.length),
  };
}

/** The log that the proof points at, tied to the header's receipts root. @throws ProofProblem */
export function readProvedLog(proof: ProofFile, header: BlockHeader): ReceiptLog {
  const logs = readProvedReceipt(header.receiptsRoot, proof.transactionIndex, proof.receiptProof);
  const log = logs[proof.logIndex];
  if (log === undefined) throw new ProofProblem("LOG_MISSING", { log: proof.logIndex, logs: logs.length });
  return log;
}
