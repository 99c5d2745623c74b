import type { DataSource, EntityManager } from "typeorm";

/** One database transaction. What must happen only once it is committed is left with `afterCommit`. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Run in order after the commit; lost with the process, so only for what something else would do a little later. */
  afterCommit(action: () => void): void;
}

/** Commits what `work` did, or nothing of it when it throws. */
export async function inTransaction<Value>(
  database: DataSource,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  const actions: (() => void)[] = [];
  const value = await database.transaction((manager) =>
    work({ manager, afterCommit: (action) => actions.push(action) }),
  );
  for (const action of actions) action();
  return value;
}
