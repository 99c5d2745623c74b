import { type ChainUnderTest, openChainUnderTest } from "./chain-under-test.ts";
import type { Figure } from "./figure.ts";
import { openRateWorld, type RateWorld } from "./rate-world.ts";
import { ON_EMBEDDED_NODE, ON_REHEARSAL, redemptionRate } from "./redemption-rate.ts";
import { scanToConfirmed } from "./scan-to-confirmed.ts";
import { told } from "./told.ts";
import { underFaults } from "./under-faults.ts";

/** Rates and waits over a real chain, real services and real PostgreSQL. */
export function measureRedemptions(): Promise<Figure[]> {
  return onChain(async (world, { name, rehearsal }) => [
    ...(await told("rate", () => redemptionRate(world, name, rehearsal === undefined ? ON_EMBEDDED_NODE : ON_REHEARSAL))),
    ...(await told("scan to confirmed", () => scanToConfirmed(world, name))),
  ]);
}

/** What becomes of payments while validators are killed: on a rehearsal network only. */
export async function measureFaults(): Promise<Figure[]> {
  if ((process.env["BESU_HOME"] ?? "") === "") {
    console.log("Validators are not killed: BESU_HOME is not set, and the embedded node has none.");
    return [];
  }
  return onChain((world, { name, rehearsal }) => (rehearsal === undefined ? Promise.resolve([]) : underFaults(world, rehearsal, name)));
}

/** BENCH_VALIDATORS=4 takes the small network. */
async function onChain(measure: (world: RateWorld, chain: ChainUnderTest) => Promise<Figure[]>): Promise<Figure[]> {
  const chain = await told("chain", () => openChainUnderTest(process.env["BENCH_VALIDATORS"] === "4" ? 4 : 11));
  try {
    const world = await told("two cities", openRateWorld);
    try {
      await chain.rehearsal?.mend();
      return await measure(world, chain);
    } finally {
      await world.stop();
    }
  } finally {
    await chain.close();
  }
}
