import type { MigrationInterface, QueryRunner } from "typeorm";
import { appendOnlySql, refuseChangeFunctionSql } from "./append-only.ts";

/** What every module's migration may rely on, the security log and the stored answers of acts. */
export class Platform1700000000000 implements MigrationInterface {
  readonly name = "Platform1700000000000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${refuseChangeFunctionSql}
      CREATE TABLE security_log (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        event text NOT NULL,
        route text,
        person_id uuid,
        address_index text,
        detail jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX security_log_at ON security_log (at);
      CREATE INDEX security_log_person ON security_log (person_id, at) WHERE person_id IS NOT NULL;
      ${appendOnlySql("security_log")}
      CREATE TABLE idempotency_keys (
        owner text NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        status integer,
        answer jsonb,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (owner, key)
      );
      CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE idempotency_keys;
      DROP TABLE security_log;
      DROP FUNCTION refuse_change();
    `);
  }
}
