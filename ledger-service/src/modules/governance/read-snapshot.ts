import type { Chain } from "../../platform/chain/chain.ts";

/** The members as a proposal counts them: who they were, and how many people, when it was made. */
export interface Snapshot {
  readonly memberCount: number;
  /** Cities that must take part for a first ballot to count. */
  readonly quorumCities: number;
  readonly totalPopulation: number;
  /** Active members only. */
  readonly populations: readonly { readonly cityId: number; readonly population: number }[];
}

export type ReadSnapshot = (at: Date) => Promise<Snapshot>;

const KEPT_MAX = 500;

/** The past does not change: each snapshot is asked once. */
export function createSnapshots({ client, contract }: Pick<Chain, "client" | "contract">): ReadSnapshot {
  const kept = new Map<number, Snapshot>();
  return async (at) => {
    const timepoint = Math.floor(at.getTime() / 1000);
    const known = kept.get(timepoint);
    if (known !== undefined) return known;
    const consortium = contract("consortium");
    const [ids, memberCount, quorumCities, totalPopulation] = await Promise.all([
      client.readContract({ ...consortium, functionName: "memberIds" }),
      client.readContract({ ...consortium, functionName: "activeMemberCountAt", args: [timepoint] }),
      client.readContract({ ...contract("council"), functionName: "quorum", args: [BigInt(timepoint)] }),
      client.readContract({ ...consortium, functionName: "totalPopulationAt", args: [timepoint] }),
    ]);
    const populations = await Promise.all(
      ids.map(async (cityId) => ({
        cityId,
        population: Number(await client.readContract({ ...consortium, functionName: "populationAt", args: [cityId, timepoint] })),
      })),
    );
    const snapshot = {
      memberCount: Number(memberCount),
      quorumCities: Number(quorumCities),
      totalPopulation: Number(totalPopulation),
      populations: populations.filter(({ population }) => population > 0),
    };
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(timepoint, snapshot);
    return snapshot;
  };
}
