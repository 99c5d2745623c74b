import type { MigrationInterface, QueryRunner } from "typeorm";

export class Intercity1700000030000 implements MigrationInterface {
  readonly name = "Intercity1700000030000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE intercity_received (
        from_city smallint NOT NULL,
        jti text NOT NULL,
        name text NOT NULL,
        body_hash text NOT NULL,
        answer text,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (from_city, jti)
      );
      CREATE INDEX intercity_received_at ON intercity_received (received_at);
      CREATE TABLE intercity_outbox (
        jti text PRIMARY KEY,
        to_city smallint NOT NULL,
        name text NOT NULL,
        body text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        delivered_at timestamptz,
        refused_code text
      );
      CREATE INDEX intercity_outbox_due ON intercity_outbox (next_attempt_at) WHERE delivered_at IS NULL AND refused_code IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE intercity_outbox;
      DROP TABLE intercity_received;
    `);
  }
}
