import type { Seeding } from "./evm-node/start-evm-node.ts";

/** The chain that a demo stands on: one embedded node, or the cities' own. */
export interface LedgerNode {
  /** Tried in order by each city's service. */
  readonly rpcUrls: readonly [string, ...string[]];
  readonly chainId: number;
  /** One node that seals alone; its receipts say so. */
  readonly isEmbedded: boolean;
  readonly seeding: Seeding;
}
