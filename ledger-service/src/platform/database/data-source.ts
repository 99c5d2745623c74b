import { DataSource, type EntitySchema, type MigrationInterface } from "typeorm";

export type MigrationClass = new () => MigrationInterface;

/** One city's PostgreSQL. Entities and migrations come from the composition, in level order. */
export function createDatabase(options: {
  url: string;
  poolSize: number;
  entities: readonly EntitySchema<never>[] | readonly EntitySchema[];
  migrations: readonly MigrationClass[];
}): DataSource {
  return new DataSource({
    type: "postgres",
    url: options.url,
    poolSize: options.poolSize,
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTransactionMode: "each",
    synchronize: false,
    logging: false,
    // A statement or an idle transaction that hangs must give its locks back.
    extra: { statement_timeout: 30_000, idle_in_transaction_session_timeout: 60_000, connectionTimeoutMillis: 15_000 },
  });
}
