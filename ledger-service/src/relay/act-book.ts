import type { ChainEventLog } from "../platform/chain/chain-event-log.ts";
import { fromTagged } from "../kernel/tagged-json.ts";
import type { OperationRow } from "./operation-store.ts";
import type { EncodedCall, ItemOutcome, RelayAct } from "./relay-act.ts";

/** An operation names an act that no module of this build has. */
export class UnknownActError extends Error {
  constructor(name: string) {
    super(`No module sends the act "${name}".`);
    this.name = "UnknownActError";
  }
}

/** An act whose items are read back from operations, whatever their type. */
export interface BookedAct {
  readonly name: string;
  readonly batchLimit: number;
  encodeStored(items: readonly unknown[]): Promise<EncodedCall>;
  outcomeStored(item: unknown, logs: readonly ChainEventLog[]): ItemOutcome;
}

/** What a module hands to the composition for each of its acts. */
export function bookAct<Item>(act: RelayAct<Item>): BookedAct {
  const read = (stored: unknown): Item => act.item.parse(fromTagged(stored));
  return {
    name: act.name,
    batchLimit: act.batchLimit,
    encodeStored: async (items) => act.encode(items.map(read)),
    outcomeStored: (item, logs) => act.outcome?.(read(item), logs) ?? { isDone: true },
  };
}

export interface ActBook {
  batchLimitOf(act: string): number;
  encode(batch: readonly OperationRow[]): Promise<EncodedCall>;
  outcome(operation: OperationRow, logs: readonly ChainEventLog[]): ItemOutcome;
}

export function createActBook(acts: readonly BookedAct[]): ActBook {
  const byName = new Map(acts.map((act) => [act.name, act]));
  const actOf = (name: string): BookedAct => {
    const act = byName.get(name);
    if (act === undefined) throw new UnknownActError(name);
    return act;
  };
  return {
    batchLimitOf: (name) => byName.get(name)?.batchLimit ?? 1,
    encode: (batch) => {
      const [head] = batch;
      if (head === undefined) throw new RangeError("An empty batch");
      return actOf(head.act).encodeStored(batch.map((operation) => operation.item));
    },
    outcome: (operation, logs) => actOf(operation.act).outcomeStored(operation.item, logs),
  };
}
