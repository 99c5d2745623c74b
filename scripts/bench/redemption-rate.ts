import type { Figure } from "./figure.ts";
import type { RateWorld } from "./rate-world.ts";
import { sendAllSingly, sendAndWait } from "./send-and-wait.ts";

/** How many of each; one by one, each takes a block: a tenth is enough to know the pace. */
export interface RateSizes {
  readonly throughRelay: number;
  readonly singles: number;
  readonly oneByOne: number;
}

export const ON_EMBEDDED_NODE: RateSizes = { throughRelay: 100, singles: 50, oneByOne: 10 };
/** Several nodes share this machine's cores: charges must settle within their two minutes all the same. */
export const ON_REHEARSAL: RateSizes = { throughRelay: 40, singles: 20, oneByOne: 5 };

/**
 * Redemptions confirmed a second: through the service's relay with one lane, from the first submission until the index
 * shows the last; one a transaction, all in flight; and the plain way, each sent when the one before it has its receipt.
 * Same node, same kind of charges.
 */
export async function redemptionRate(world: RateWorld, chain: string, { throughRelay, singles, oneByOne }: RateSizes): Promise<Figure[]> {
  const plainItems = await world.signPayments(oneByOne);
  const plain = { name: "send-and-wait", value: oneByOne / (await secondsOf(() => sendAndWait(world, plainItems))) };
  const singleItems = await world.signPayments(singles);
  const singleSeconds = await secondsOf(() => sendAllSingly(world, singleItems));
  const items = await world.signPayments(throughRelay);
  const [bytesBefore, othersBefore] = [await world.databaseBytes("brossard"), await world.databaseBytes("magog")];
  const [settledBefore, transactionsBefore] = [(await world.statuses()).get("indexed") ?? 0, await world.transactionsUsed()];
  const acceptedSeconds = await secondsOf(() => world.submitAll(items));
  const indexedSeconds = acceptedSeconds + (await secondsOf(() => world.indexed(settledBefore + throughRelay)));
  const transactions = (await world.transactionsUsed()) - transactionsBefore;
  const growth = (before: number, after: number): number => (after - before) / throughRelay;
  return [
    { what: `redemption, one a transaction, all in flight (${chain})`, items: singles, value: singles / singleSeconds, unit: "a second", peer: plain },
    { what: `redemption through the relay, one lane, ${String(transactions)} transactions, indexed (${chain})`, items: throughRelay, value: throughRelay / indexedSeconds, unit: "a second", peer: plain },
    { what: "of which checked, recorded and accepted by the service", items: throughRelay, value: throughRelay / acceptedSeconds, unit: "a second" },
    { what: "database of the city that relays, growth", items: throughRelay, value: growth(bytesBefore, await world.databaseBytes("brossard")), unit: "bytes each" },
    { what: "database of another city, growth", items: throughRelay, value: growth(othersBefore, await world.databaseBytes("magog")), unit: "bytes each" },
  ];
}

async function secondsOf(act: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return (performance.now() - startedMs) / 1_000;
}
