import type { NetworkFile, NetworkValidator } from "maille-verify/network-file";
import { parseProofFile, writeProofFile, type ProofFile, type SetChange } from "maille-verify/proof-file";
import { readBlockHeader } from "maille-verify/block-header";
import { ProofProblem } from "maille-verify/proof-problem";
import { isSameSet } from "maille-verify/validator-set";
import { verifyProof } from "maille-verify/verify-proof";
import type { DataSource } from "typeorm";
import { BaseError, numberToHex, type Hex } from "viem";
import { readStoredEvent, readEventBlocks, type StoredEvent } from "../../indexing/event-store.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { SecurityLog } from "../../platform/http/security-log.ts";
import type { Logger } from "../../platform/logging/logger.ts";
import { auditProblems } from "./audit.problems.ts";
import { proveCloses } from "./close-proofs.ts";
import type { NetworkDescription } from "./describe-network.ts";
import type { Fact } from "./fact.ts";
import { rawHeaderOf, type NodeBlock } from "./raw-header.ts";
import { buildReceiptProof } from "./receipt-proof.ts";
import { proveValidators, readValidatorsAt } from "./validators-proof.ts";

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
  const proof = await buildProof(parts, fact, event, network).catch((error: unknown) => {
    if (!(error instanceof BaseError)) throw error;
    parts.logger.warn({ eventId: event.id, reason: error.shortMessage }, "the node did not give what a proof needs");
    throw auditProblems.of("proof-unavailable");
  });
  const text = writeProofFile(proof);
  await check(parts, text, event, network);
  return text;
}

async function buildProof(parts: ProvingParts, fact: Fact, event: StoredEvent, network: NetworkFile): Promise<ProofFile> {
  const chain = parts.chain.onOneNode();
  const { blockNumber } = event;
  const transactionIndex = Number(event.id.split("/")[1]);
  const [header, receipt, closes] = await Promise.all([
    headerAt(chain, blockNumber, network),
    buildReceiptProof(chain, blockNumber, transactionIndex, event.logIndex),
    proveCloses(parts, event, network),
  ]);
  if (receipt === undefined) throw auditProblems.of("proof-unavailable");
  const seals = network.consensus === "none" ? { setChanges: [] } : await proveSealers(parts, chain, blockNumber, network);
  return {
    format: "maille-proof/1",
    chainId: chain.chainId,
    kind: fact.kind,
    header,
    transactionIndex,
    logIndex: receipt.logIndex,
    receiptProof: receipt.nodes,
    ...seals,
    ...(closes === undefined ? {} : { closes }),
  };
}

/** Who might seal a block: the state after the one before it, and each change since the network's checkpoint. */
async function proveSealers(parts: ProvingParts, chain: Chain, blockNumber: bigint, network: NetworkFile): Promise<Pick<ProofFile, "parent" | "setChanges">> {
  const { consortium } = chain.contracts;
  const validatorsAt = async (number: bigint): Promise<SetChange> => ({
    header: await headerAt(chain, number, network),
    ...(await proveValidators(chain, consortium, number)),
  });
  const fromBlock = BigInt(network.checkpoint.blockNumber) + 1n;
  const blocks = await readEventBlocks(parts.database.manager, "consortium", setChangingEvents, fromBlock, blockNumber - 1n);
  const setChanges: SetChange[] = [];
  let set: readonly NetworkValidator[] = network.checkpoint.validators;
  for (const block of blocks) {
    const next = await readValidatorsAt(chain, consortium, block);
    // Changes that undo each other inside one block change nothing.
    if (!isSameSet(next, set)) setChanges.push(await validatorsAt(block));
    set = next;
  }
  return { parent: await validatorsAt(blockNumber - 1n), setChanges };
}

/** The raw header, whose hash is the one that the node names. */
async function headerAt(chain: Chain, blockNumber: bigint, network: NetworkFile): Promise<Hex> {
  const block: NodeBlock | null = await chain.client.request({ method: "eth_getBlockByNumber", params: [numberToHex(blockNumber), false] });
  if (block === null) throw auditProblems.of("proof-unavailable");
  const header = rawHeaderOf(block);
  if (readBlockHeader(header, network.consensus).blockHash !== block.hash) throw auditProblems.of("proof-unavailable");
  return header;
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
