import type { Figure } from "./figure.ts";
import { openRateWorld } from "./rate-world.ts";
import { sendAndWait } from "./send-and-wait.ts";

const THROUGH_RELAY = 100;
/** Each takes a block: a tenth is enough to know the pace. */
const ONE_BY_ONE = 10;

/**
 * Redemptions confirmed a second: through the service's relay with one lane, from the first submission until the index
 * shows the last, and the plain way, each sent when the one before it has its receipt. Same node, same kind of charges.
 */
export async function redemptionRate(): Promise<Figure[]> {
  const world = await openRateWorld();
  try {
    const plainItems = await world.signPayments(ONE_BY_ONE);
    const plainSeconds = await secondsOf(() => sendAndWait(world, plainItems));
    const items = await world.signPayments(THROUGH_RELAY);
    const acceptedSeconds = await secondsOf(() => world.submitAll(items));
    const indexedSeconds = acceptedSeconds + (await secondsOf(() => world.indexed(THROUGH_RELAY)));
    const transactions = await world.transactionsUsed();
    return [
      {
        what: `redemption through the relay, one lane, ${String(transactions)} transactions, indexed`,
        items: THROUGH_RELAY,
        value: THROUGH_RELAY / indexedSeconds,
        unit: "a second",
        peer: { name: "send-and-wait", value: ONE_BY_ONE / plainSeconds },
      },
      {
        what: "of which checked, recorded and accepted by the service",
        items: THROUGH_RELAY,
        value: THROUGH_RELAY / acceptedSeconds,
        unit: "a second",
      },
    ];
  } finally {
    await world.stop();
  }
}

async function secondsOf(act: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return (performance.now() - startedMs) / 1_000;
}
