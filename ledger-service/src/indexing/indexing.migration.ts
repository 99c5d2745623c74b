import type { MigrationInterface, QueryRunner } from "typeorm";
import { appendOnlySql } from "../platform/database/append-only.ts";

export class Indexing1700000010000 implements MigrationInterface {
  readonly name = "Indexing1700000010000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chain_events (
        id text COLLATE "C" PRIMARY KEY,
        block_number bigint NOT NULL,
        block_hash text NOT NULL,
        block_timestamp timestamptz NOT NULL,
        transaction_hash text NOT NULL,
        log_index integer NOT NULL,
        contract text NOT NULL,
        name text NOT NULL,
        args jsonb NOT NULL
      );
      CREATE INDEX chain_events_name ON chain_events (contract, name, id);
      CREATE INDEX chain_events_transaction ON chain_events (transaction_hash);
      ${appendOnlySql("chain_events")}
      CREATE TABLE index_cursor (
        is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
        block_number bigint NOT NULL,
        block_hash text NOT NULL,
        block_timestamp timestamptz NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE index_incidents (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL,
        block_number bigint NOT NULL,
        expected_hash text NOT NULL,
        found_hash text NOT NULL,
        resolution text NOT NULL
      );
      ${appendOnlySql("index_incidents")}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE index_incidents;
      DROP TABLE index_cursor;
      DROP TABLE chain_events;
    `);
  }
}
