import { privateKeyToAccount } from "viem/accounts";
import { keccak256, type Address, type Hex } from "viem";
import { buildProof, keepSetChanges, toValidatorsProof } from "../../proofs/src/build-proof.ts";
import { closeHash, dayOf, periodOfDay, type DailyClose } from "../../proofs/src/close.ts";
import { eventLeaf } from "../../proofs/src/event-leaf.ts";
import { eventPath, eventsRoot } from "../../proofs/src/events-tree.ts";
import { readNetworkFile, type NetworkFile } from "../../proofs/src/network-file.ts";
import type { ProofFile, ProvedClose } from "../../proofs/src/proof-file.ts";
import { reportAnchorTypedData, typedDataDomain } from "../../ledger-service/src/platform/chain/generated/typed-data.ts";
import { writeLedgerEvent, type LedgerEvent } from "./ledger-logs.ts";
import { SealedChain, sealingMembers, type MineOptions, type SealingMember } from "./sealed-chain.ts";

const filled = (byte: string, byteCount: number): Hex => `0x${byte.repeat(byteCount)}`;

export const PROVED_CONTRACTS = {
  earningSheets: filled("e1", 20), serviceExchanges: filled("e2", 20), redemptionDesk: filled("e3", 20), reportAnchors: filled("e4", 20), points: filled("e5", 20),
} as const;
export const AICHA: Address = filled("a1", 20);
export const BOULANGERIE_THEO: Address = filled("b0", 20);
export const CHARGE_ID = filled("c4", 32);

/** Aïcha pays 120 points at boulangerieTheo. */
export const payment = (points = 120n): LedgerEvent => writeLedgerEvent(PROVED_CONTRACTS.redemptionDesk, "Redeemed", {
  chargeId: CHARGE_ID, account: AICHA, merchant: BOULANGERIE_THEO, points, lots: [{ cityId: 1, points: points - 20n }, { cityId: 2, points: 20n }],
});
const unrelated = (index: number): LedgerEvent => ({ address: PROVED_CONTRACTS.points, topics: [filled("70", 32)], data: filled("00", 32 * (index + 1)) });

export interface ProvedPayment { readonly chain: SealedChain; readonly members: readonly SealingMember[]; readonly network: NetworkFile; readonly proof: ProofFile }

export interface PaymentOptions {
  readonly memberCount?: number;
  readonly seed?: number;
  /** Mined before the payment's parent; changes of members among them are put into the proof. */
  readonly before?: readonly ((members: readonly SealingMember[]) => MineOptions)[];
  readonly event?: LedgerEvent;
  readonly kind?: ProofFile["kind"];
  readonly mine?: (members: readonly SealingMember[]) => MineOptions;
  readonly transactionCount?: number;
}

/** A whole proof of one event on a chain sealed by eleven cities, and the network file that judges it. */
export function provePayment({ memberCount = 11, seed = 1, before = [], event = payment(), kind = "RECEIPT", mine, transactionCount = 20 }: PaymentOptions = {}): ProvedPayment {
  const members = sealingMembers(memberCount, seed);
  const chain = new SealedChain(members);
  for (const options of before) chain.mine(options(chain.members));
  const parent = chain.mine();
  const transactionIndex = transactionCount >> 1;
  const transactions = Array.from({ length: transactionCount }, (_, index) => (index === transactionIndex ? [unrelated(index), event] : [unrelated(index % 3)]));
  const mined = chain.mine({ transactions, ...mine?.(chain.members) });
  const network = readNetworkFile(chain.describe(PROVED_CONTRACTS, members, members.map(({ key }) => privateKeyToAccount(closeKeyOf(key)).address)));
  const changes = chain.blocks.slice(1, -2).map(({ rawHeader, proof }) => ({ header: rawHeader, ...toValidatorsProof(proof) }));
  const proof = buildProof({
    kind, block: mined.block, receipts: mined.receipts, transactionIndex, blockLogIndex: transactionIndex + 1, parent, setChanges: keepSetChanges(changes, network),
  }, network);
  return { chain, members, network, proof };
}

/** A city signs its closes by a key of its service, not by its node's. */
const closeKeyOf = (key: Hex): Hex => keccak256(key);

/** The proof with the first cities' signed closes of the day. */
export async function withCloses({ chain, members, network, proof }: ProvedPayment, count: number): Promise<ProofFile> {
  const mined = chain.blocks.at(-1);
  if (mined === undefined) throw new Error("no block");
  const logs = mined.receipts.flatMap((receipt) => receipt.logs);
  const leaves = logs.map((log) => eventLeaf({ ...log, blockNumber: BigInt(mined.block.number), blockHash: mined.block.hash, logIndex: Number(log.logIndex) }));
  const proved = logs.findIndex((log) => log.address === PROVED_CONTRACTS.redemptionDesk);
  const day = dayOf(Number(mined.block.timestamp));
  const cities: ProvedClose[] = [];
  for (const { cityId, key } of members.slice(0, count)) {
    const close: DailyClose = {
      format: "maille-close/1", chainId: network.chainId, cityId, day, firstBlock: 1, lastBlock: Number(mined.block.number), lastBlockHash: mined.block.hash,
      eventCount: leaves.length, eventsRoot: eventsRoot(leaves), logHead: filled("10", 32), totals: { 1: { issued: "5000", redeemed: "120", returned: "0", supply: "4880" } },
    };
    const validBefore = 1_795_700_000;
    const signature = await privateKeyToAccount(closeKeyOf(key)).signTypedData({
      domain: { ...typedDataDomain, chainId: network.chainId, verifyingContract: PROVED_CONTRACTS.reportAnchors },
      types: reportAnchorTypedData.types, primaryType: "ReportAnchor",
      message: { cityId, kind: 1, period: periodOfDay(day), reportHash: closeHash(close), validBefore: BigInt(validBefore) },
    });
    cities.push({ close, signature, validBefore, path: eventPath(leaves, proved), leafIndex: proved, leafCount: leaves.length });
  }
  const log = logs[proved];
  return { ...proof, closes: { leaf: { transactionHash: log?.transactionHash ?? filled("00", 32), logIndex: proved }, cities } };
}
