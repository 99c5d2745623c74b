import { seededNumbers } from "../audit/seeded-sample.ts";
import type { Figure } from "./figure.ts";
import type { RateWorld } from "./rate-world.ts";

const PAYMENTS = 50;
const PERIOD_MS = 1_000;

/**
 * From the code read at the counter to the receipt that it may show, people answering at once: two cities' pages, both
 * signatures, the relay, a block, the index. Each payment begins at another moment of the block's second.
 */
export async function scanToConfirmed(world: RateWorld, chain: string): Promise<Figure[]> {
  const random = seededNumbers("moments of payments");
  const [scans, settles]: [number[], number[]] = [[], []];
  for (let index = 0; index < PAYMENTS; index += 1) {
    await new Promise((resolve) => setTimeout(resolve, (1 + random()) * PERIOD_MS));
    const { scanMs, settleMs } = await world.payAtCounter(index);
    scans.push(scanMs);
    settles.push(settleMs);
  }
  const figure = (what: string, times: readonly number[], share: number): Figure =>
    ({ what: `${what} (${chain})`, items: PAYMENTS, value: quantile(times, share) / PERIOD_MS, unit: "block periods" });
  return [
    figure("scan to confirmed, p50", scans, 0.5),
    figure("scan to confirmed, p99", scans, 0.99),
    figure("of which terminal's signature to confirmed, p50", settles, 0.5),
    figure("of which terminal's signature to confirmed, p99", settles, 0.99),
  ];
}

/** The nearest rank. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
