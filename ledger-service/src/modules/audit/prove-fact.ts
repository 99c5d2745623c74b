import { buildProof, encodeHeader, keepSetChanges, ProofBuildError, type ProofParts } from "maille-verify/build-proof";
import type { NetworkFile } from "maille-verify/network-file";
import { parseProofFile, writeProofFile, type ProofFile, type SetChange } from "maille-verify/proof-file";
import { ProofProblem } from "maille-verify/proof-problem";
import { verifyProof } from "maille-verify/verify-proof";
import type { DataSource } from "typeorm";
import { BaseError } from "viem";
import { readEventBlocks, readStoredEvent, type StoredEvent } from "../../indexing/stored-event.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { SecurityLog } from "../../platform/http/security-log.ts";
import type { Logger } from "../../platform/logging/logger.ts";
import { auditProblems } from "./audit.problems.ts";
import { proveCloses } from "./close-proofs.ts";
import type { NetworkDescription } from "./describe-network.ts";
import type { Fact } from "./fact.ts";
import { askBlock, askReceipts } from "./ask-node.ts";
import { askValidators, proveValidators } from "./validators-proof.ts";

/** Events after which other validators may seal. */
const setChangingEvents = ["MemberJoined", "MemberDeparted", "MemberSuspended", "MemberReinstated", "ValidatorReplaced"] as const;

export interface ProvingParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly cityId: number;
  readonly network: NetworkDescription;
  readonly securityLog: SecurityLog;
  readonly logger: Logger;
}

/**
 * The proof file of a fact, built from the node and this city's own log, and checked as anyone will check it before it
 * is given: one that does not verify is an incident, never an answer.
 * @throws Problem `proof-not-ready`, `proof-unavailable`, `proof-broken`
 */
export async function proveFact(parts: ProvingParts, fact: Fact): Promise<string> {
  const event = await readStoredEvent(parts.database.manager, fact.eventId);
  if (event === undefined) throw auditProblems.of("proof-not-ready");
  const network = await parts.network.read();
  const proof = await assembleProof(parts, fact, event, network).catch((error: unknown) => {
    if (!(error instanceof BaseError || error instanceof ProofBuildError)) throw error;
    const reason = error instanceof BaseError ? error.shortMessage : error.message;
    parts.logger.warn({ eventId: event.id, reason }, "the node did not give what a proof needs");
    throw auditProblems.of("proof-unavailable");
  });
  const text = writeProofFile(proof);
  await check(parts, text, event, network);
  return text;
}

async function assembleProof(parts: ProvingParts, fact: Fact, event: StoredEvent, network: NetworkFile): Promise<ProofFile> {
  const chain = parts.chain.onOneNode();
  const { blockNumber } = event;
  const [block, receipts, closes] = await Promise.all([
    askBlock(chain, blockNumber),
    askReceipts(chain, blockNumber),
    proveCloses(parts, event, network),
  ]);
  const sealers = network.consensus === "none" ? {} : await proveSealers(parts, chain, blockNumber, network);
  const transactionIndex = Number(event.id.split("/")[1]);
  return buildProof({ kind: fact.kind, block, receipts, transactionIndex, blockLogIndex: event.logIndex, closes, ...sealers }, network);
}

/** Who might seal a block: the state after the one before it, and each change since the network's checkpoint. */
async function proveSealers(parts: ProvingParts, chain: Chain, blockNumber: bigint, network: NetworkFile): Promise<Pick<ProofParts, "parent" | "setChanges">> {
  const { consortium } = chain.contracts;
  const fromBlock = BigInt(network.checkpoint.blockNumber) + 1n;
  const blocks = await readEventBlocks(parts.database.manager, "consortium", setChangingEvents, fromBlock, blockNumber - 1n);
  const candidates: SetChange[] = [];
  for (const block of blocks) {
    candidates.push({ header: encodeHeader(await askBlock(chain, block), network.consensus), ...(await proveValidators(chain, consortium, block)) });
  }
  const parent = { block: await askBlock(chain, blockNumber - 1n), proof: await askValidators(chain, consortium, blockNumber - 1n) };
  // Changes that undo each other inside one block change nothing.
  return { parent, setChanges: keepSetChanges(candidates, network) };
}

/** As whoever receives the file will read it. */
async function check(parts: ProvingParts, text: string, event: StoredEvent, network: NetworkFile): Promise<void> {
  try {
    const { blockHash } = verifyProof(parseProofFile(text), network);
    if (blockHash === event.blockHash) return;
    throw new ProofProblem("OTHER_NETWORK", { block: Number(event.blockNumber) });
  } catch (error) {
    if (!(error instanceof ProofProblem)) throw error;
    parts.logger.fatal({ eventId: event.id, code: error.code, detail: error.detail }, "a proof of this city's own ledger does not verify");
    await parts.securityLog.record({ event: "LEDGER_INCIDENT", detail: { kind: "PROOF", code: error.code, block: Number(event.blockNumber) } });
    throw auditProblems.of("proof-broken");
  }
}
