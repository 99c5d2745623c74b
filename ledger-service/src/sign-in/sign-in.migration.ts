import type { MigrationInterface, QueryRunner } from "typeorm";

export class SignIn1700000005000 implements MigrationInterface {
  readonly name = "SignIn1700000005000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE persons (
        id uuid PRIMARY KEY,
        identity_index text NOT NULL UNIQUE,
        identity text NOT NULL,
        display_name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_signed_in_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE sessions (
        id_hash text PRIMARY KEY,
        person_id uuid REFERENCES persons (id) ON DELETE CASCADE,
        sign_in_method text CHECK (sign_in_method IN ('OIDC', 'PASSKEY', 'ETHEREUM')),
        ledger_account text,
        acting_for text,
        acting_kind text,
        signed_in_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        absolute_ends_at timestamptz NOT NULL,
        CHECK ((person_id IS NULL) = (sign_in_method IS NULL))
      );
      CREATE INDEX sessions_person ON sessions (person_id) WHERE person_id IS NOT NULL;
      CREATE INDEX sessions_last_seen ON sessions (last_seen_at);
      CREATE TABLE sign_in_challenges (
        id text PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('OIDC', 'PASSKEY', 'ETHEREUM')),
        session_hash text NOT NULL REFERENCES sessions (id_hash) ON DELETE CASCADE,
        secret jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX sign_in_challenges_session ON sign_in_challenges (session_hash);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE sign_in_challenges;
      DROP TABLE sessions;
      DROP TABLE persons;
    `);
  }
}
