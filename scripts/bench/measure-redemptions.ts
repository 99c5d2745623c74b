import { openChainUnderTest } from "./chain-under-test.ts";
import { type Figure, tableOf } from "./figure.ts";
import { openRateWorld } from "./rate-world.ts";
import { ON_EMBEDDED_NODE, ON_REHEARSAL, redemptionRate } from "./redemption-rate.ts";
import { scanToConfirmed } from "./scan-to-confirmed.ts";
import { told } from "./told.ts";
import { underFaults } from "./under-faults.ts";

/** Rates, waits and faults over a real chain, real services and real PostgreSQL. BENCH_VALIDATORS=4 takes the small network. */
export async function measureRedemptions(): Promise<Figure[]> {
  const chain = await told("chain", () => openChainUnderTest(process.env["BENCH_VALIDATORS"] === "4" ? 4 : 11));
  try {
    const world = await told("two cities", openRateWorld);
    try {
      await chain.rehearsal?.mend();
      const figures = [
        ...(await shown("rate", () => redemptionRate(world, chain.name, chain.rehearsal === undefined ? ON_EMBEDDED_NODE : ON_REHEARSAL))),
        ...(await shown("scan to confirmed", () => scanToConfirmed(world, chain.name))),
      ];
      if (chain.rehearsal === undefined) {
        console.log("Validators are not killed: BESU_HOME is not set, and the embedded node has none.");
        return figures;
      }
      return [...figures, ...(await underFaults(world, chain.rehearsal, chain.name))];
    } finally {
      await world.stop();
    }
  } finally {
    await chain.close();
  }
}

/** Shown as soon as they are known: what follows takes minutes and may fail. */
async function shown(what: string, measure: () => Promise<Figure[]>): Promise<Figure[]> {
  const figures = await told(what, measure);
  process.stderr.write(`${tableOf(figures)}\n`);
  return figures;
}
