import type { MigrationInterface, QueryRunner } from "typeorm";
import { appendOnlySql } from "../platform/database/append-only.ts";

export class Relay1700000020000 implements MigrationInterface {
  readonly name = "Relay1700000020000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE relay_lanes (
        address text PRIMARY KEY,
        next_nonce bigint NOT NULL CHECK (next_nonce >= 0)
      );
      CREATE TABLE relay_transactions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        lane text NOT NULL REFERENCES relay_lanes (address),
        nonce bigint NOT NULL,
        act text NOT NULL,
        status text NOT NULL CHECK (status IN ('SIGNED', 'SENT', 'MINED', 'REVERTED', 'SUPERSEDED')),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_sent_at timestamptz,
        send_count integer NOT NULL DEFAULT 0,
        mined_block bigint,
        CONSTRAINT relay_transactions_status_mined CHECK (status NOT IN ('MINED', 'REVERTED') OR mined_block IS NOT NULL)
      );
      CREATE UNIQUE INDEX relay_transactions_nonce ON relay_transactions (lane, nonce) WHERE status <> 'SUPERSEDED';
      CREATE INDEX relay_transactions_waiting ON relay_transactions (id) WHERE status IN ('SIGNED', 'SENT');
      CREATE TABLE relay_transaction_hashes (
        hash text PRIMARY KEY,
        transaction_id bigint NOT NULL REFERENCES relay_transactions (id),
        raw text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX relay_transaction_hashes_transaction ON relay_transaction_hashes (transaction_id);
      ${appendOnlySql("relay_transaction_hashes")}
      CREATE TABLE operations (
        id uuid PRIMARY KEY,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        act text NOT NULL,
        group_key text NOT NULL,
        item jsonb NOT NULL,
        owner_person_id uuid,
        fact_id text,
        status text NOT NULL CHECK (status IN ('accepted', 'sent', 'mined', 'indexed', 'failed')),
        travels_alone boolean NOT NULL DEFAULT false,
        transaction_id bigint REFERENCES relay_transactions (id),
        problem jsonb,
        result_ids jsonb,
        accepted_at timestamptz NOT NULL DEFAULT now(),
        settled_at timestamptz
      );
      CREATE UNIQUE INDEX operations_fact ON operations (fact_id) WHERE fact_id IS NOT NULL AND status <> 'failed';
      CREATE INDEX operations_waiting ON operations (sequence) WHERE status = 'accepted';
      CREATE INDEX operations_transaction ON operations (transaction_id) WHERE transaction_id IS NOT NULL;
      CREATE INDEX operations_owner ON operations (owner_person_id, accepted_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE operations;
      DROP TABLE relay_transaction_hashes;
      DROP TABLE relay_transactions;
      DROP TABLE relay_lanes;
    `);
  }
}
