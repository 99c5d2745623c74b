import type { Figure } from "./figure.ts";
import type { RateWorld } from "./rate-world.ts";
import { sendAllSingly, sendAndWait } from "./send-and-wait.ts";

const THROUGH_RELAY = 100;
const SINGLES = 50;
/** Each takes a block: a tenth is enough to know the pace. */
const ONE_BY_ONE = 10;

/**
 * Redemptions confirmed a second: through the service's relay with one lane, from the first submission until the index
 * shows the last; one a transaction, all in flight; and the plain way, each sent when the one before it has its receipt.
 * Same node, same kind of charges.
 */
export async function redemptionRate(world: RateWorld, chain: string): Promise<Figure[]> {
  const plainItems = await world.signPayments(ONE_BY_ONE);
  const plain = { name: "send-and-wait", value: ONE_BY_ONE / (await secondsOf(() => sendAndWait(world, plainItems))) };
  const singles = await world.signPayments(SINGLES);
  const singleSeconds = await secondsOf(() => sendAllSingly(world, singles));
  const items = await world.signPayments(THROUGH_RELAY);
  const [bytesBefore, othersBefore] = [await world.databaseBytes("brossard"), await world.databaseBytes("magog")];
  const [settledBefore, transactionsBefore] = [(await world.statuses()).get("indexed") ?? 0, await world.transactionsUsed()];
  const acceptedSeconds = await secondsOf(() => world.submitAll(items));
  const indexedSeconds = acceptedSeconds + (await secondsOf(() => world.indexed(settledBefore + THROUGH_RELAY)));
  const transactions = (await world.transactionsUsed()) - transactionsBefore;
  const growth = (before: number, after: number): number => (after - before) / THROUGH_RELAY;
  return [
    { what: `redemption, one a transaction, all in flight (${chain})`, items: SINGLES, value: SINGLES / singleSeconds, unit: "a second", peer: plain },
    { what: `redemption through the relay, one lane, ${String(transactions)} transactions, indexed (${chain})`, items: THROUGH_RELAY, value: THROUGH_RELAY / indexedSeconds, unit: "a second", peer: plain },
    { what: "of which checked, recorded and accepted by the service", items: THROUGH_RELAY, value: THROUGH_RELAY / acceptedSeconds, unit: "a second" },
    { what: "database of the city that relays, growth", items: THROUGH_RELAY, value: growth(bytesBefore, await world.databaseBytes("brossard")), unit: "bytes each" },
    { what: "database of another city, growth", items: THROUGH_RELAY, value: growth(othersBefore, await world.databaseBytes("magog")), unit: "bytes each" },
  ];
}

async function secondsOf(act: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return (performance.now() - startedMs) / 1_000;
}
