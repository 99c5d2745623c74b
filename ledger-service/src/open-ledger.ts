import { readCursor } from "./indexing/event-store.ts";
import type { CityCore } from "./city-core.ts";
import { checkContracts } from "./platform/chain/check-contracts.ts";
import { NetworkMismatchError, NoNodeError } from "./platform/chain/node-problem.ts";
import { isUnreachable } from "./platform/chain/revert.ts";
import type { RelayWorker } from "./relay/relay-worker.ts";

export interface LedgerOpening {
  readonly core: CityCore;
  readonly worker: RelayWorker;
  readonly catchUp: () => Promise<void>;
}

/**
 * One try at standing on the ledger: looks at the nodes, checks that it is this city's ledger, opens the relay's lanes
 * and catches up.
 * @throws NetworkMismatchError when every node is of another network, or the contracts are not there
 * @throws NoNodeError or a node's failure when no node can be asked now
 */
export async function openLedger({ core, worker, catchUp }: LedgerOpening): Promise<void> {
  const { nodes, chain, database, logger, ledgerWatch } = core;
  nodes.mustReach((await readCursor(database.manager))?.blockNumber ?? 0n);
  await ledgerWatch.look();
  const { reason } = nodes.roll();
  if (reason !== undefined) {
    const strangers = nodes.looks().flatMap((look) => (look?.kind === "OTHER_NETWORK" ? [look] : []));
    const [first] = strangers;
    if (first !== undefined && strangers.length === nodes.looks().length) throw new NetworkMismatchError(first.what, first.expected, first.found);
    throw new NoNodeError(reason);
  }
  await checkContracts(chain, logger);
  await worker.open();
  await catchUp();
}

/** The nodes are not there yet, or not up to date: worth another try. */
export function isLedgerAbsent(error: unknown): boolean {
  return error instanceof NoNodeError || isUnreachable(error);
}
