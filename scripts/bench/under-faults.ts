import { createPublicClient, http, parseAbiItem, type Hex, type PublicClient } from "viem";
import type { RedemptionItem } from "../../ledger-service/src/modules/redemptions/redeem-charge.ts";
import { redemptionDeskAbi } from "../../ledger-service/src/platform/chain/generated/abis/redemption-desk-abi.ts";
import type { NetworkNode } from "../network/files/network-folder.ts";
import type { Rehearsal } from "./chain-under-test.ts";
import { type Figure, tableOf } from "./figure.ts";
import type { RateWorld } from "./rate-world.ts";
import { told } from "./told.ts";

const REDEEMED = parseAbiItem("event Redeemed(bytes32 indexed chargeId, address indexed account, address indexed merchant, uint128 points, (uint8 cityId, uint128 points)[] lots)");
const SETTLED = 1;
const SUBMIT_EVERY_MS = 1_000;
const BEFORE_MS = 5_000;
const DOWN_MS = 25_000;
/** Charges live two minutes: after that every one is settled or expired, whatever happened. */
const ALL_OVER_MS = 125_000;
const RECOVERS_WITHIN_MS = 400_000;
/** Each look asks every node: eleven of them share this machine with what is measured. */
const LOOK_EVERY_MS = 2_000;

interface Watched {
  readonly longestGapSeconds: number;
  /** Nodes that answered without moving afterwards. */
  readonly mended: number;
  readonly submitted: number;
  readonly refusedAtOnce: number;
  readonly settled: number;
  readonly expired: number;
  readonly doubled: number;
  readonly lost: number;
}

/**
 * Kills 1, 3 and 4 validators as a power cut would, while a counter pays once a second, and brings them back. Says the
 * longest time without a block, and what became of each payment: settled once, or expired and told so. Lost would be one
 * that the service calls settled and the ledger does not, or the reverse; doubled, one that the ledger settled twice.
 */
export async function underFaults(world: RateWorld, rehearsal: Rehearsal, chain: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  // The services ask the first node first: it stays, the others go.
  const others = rehearsal.network.nodes.slice(1);
  for (const count of [1, 3, 4].filter((killed) => killed < rehearsal.network.nodes.length)) {
    const what = `${String(count)} of ${String(rehearsal.network.nodes.length)} validators killed and back`;
    const watched = await told(what, () => watchFault(world, rehearsal, others.slice(0, count)));
    const found: Figure[] = [
      { what: `${what}: longest time without a block (${chain})`, items: count, value: watched.longestGapSeconds, unit: "seconds" },
      { what: `${what}: payments settled, of ${String(watched.submitted)} accepted; ${String(watched.expired)} expired, ${String(watched.refusedAtOnce)} refused at once`, items: watched.submitted, value: watched.settled, unit: "payments" },
      { what: `${what}: nodes that stood still afterwards and were restarted`, items: rehearsal.network.nodes.length, value: watched.mended, unit: "nodes" },
      { what: `${what}: payments lost`, items: watched.submitted, value: watched.lost, unit: "payments" },
      { what: `${what}: payments doubled`, items: watched.submitted, value: watched.doubled, unit: "payments" },
    ];
    // Shown as soon as they are known: the next takes minutes and may fail.
    process.stderr.write(`${tableOf(found)}\n`);
    figures.push(...found);
  }
  return figures;
}

async function watchFault(world: RateWorld, rehearsal: Rehearsal, victims: readonly NetworkNode[]): Promise<Watched> {
  const firstBlock = await rehearsal.height();
  const accepted: RedemptionItem[] = [];
  let refusedAtOnce = 0;
  let isPaying = true;
  const paying = (async () => {
    while (isPaying) {
      const [item] = await world.signPayments(1);
      if (item !== undefined) await world.submitAll([item]).then(() => accepted.push(item), () => (refusedAtOnce += 1));
      await pause(SUBMIT_EVERY_MS);
    }
  })();
  await pause(BEFORE_MS);
  await rehearsal.kill(victims);
  await pause(DOWN_MS);
  await rehearsal.bringBack(victims);
  await waitForBlocks(rehearsal, 3n);
  isPaying = false;
  await paying;
  await pause(ALL_OVER_MS);
  const mended = await rehearsal.mend();
  await waitForBlocks(rehearsal, 3n);
  const reader = createPublicClient({ transport: http(await rehearsal.leadingUrl()), cacheTime: 0 });
  return { longestGapSeconds: await longestGap(reader, firstBlock), mended, submitted: accepted.length, refusedAtOnce, ...(await outcomes(world, reader, accepted, firstBlock)) };
}

async function outcomes(world: RateWorld, reader: PublicClient, accepted: readonly RedemptionItem[], fromBlock: bigint) {
  const logs = await reader.getLogs({ address: world.desk, event: REDEEMED, fromBlock });
  const timesSettled = new Map<Hex, number>();
  for (const { args } of logs) if (args.chargeId !== undefined) timesSettled.set(args.chargeId, (timesSettled.get(args.chargeId) ?? 0) + 1);
  const told = await world.statusOf(accepted.map(({ consent }) => consent.chargeId));
  let [settled, expired, doubled, lost] = [0, 0, 0, 0];
  for (const { consent } of accepted) {
    const { status } = await reader.readContract({ address: world.desk, abi: redemptionDeskAbi, functionName: "charge", args: [consent.chargeId] });
    const isSettled = status === SETTLED;
    if (isSettled) settled += 1;
    else expired += 1;
    if ((timesSettled.get(consent.chargeId) ?? 0) > 1) doubled += 1;
    if ((told.get(consent.chargeId) === "indexed") !== isSettled) lost += 1;
  }
  return { settled, expired, doubled, lost };
}

async function longestGap(reader: PublicClient, firstBlock: bigint): Promise<number> {
  const last = await reader.getBlockNumber();
  let [longest, previous] = [0, (await reader.getBlock({ blockNumber: firstBlock })).timestamp];
  for (let block = firstBlock + 1n; block <= last; block += 1n) {
    const { timestamp } = await reader.getBlock({ blockNumber: block });
    longest = Math.max(longest, Number(timestamp - previous));
    previous = timestamp;
  }
  return longest;
}

async function waitForBlocks(rehearsal: Rehearsal, count: bigint): Promise<void> {
  const from = await rehearsal.height();
  const deadline = Date.now() + RECOVERS_WITHIN_MS;
  while ((await rehearsal.height()) < from + count) {
    if (Date.now() > deadline) throw new Error("the network did not go on");
    await pause(LOOK_EVERY_MS);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
