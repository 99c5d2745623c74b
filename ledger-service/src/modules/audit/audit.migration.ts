import type { MigrationInterface, QueryRunner } from "typeorm";

/** The audit's own reading of the ledger, apart from what other modules show: one is checked against the other. */
export class Audit1700000900000 implements MigrationInterface {
  readonly name = "Audit1700000900000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_programmes (
        programme_id text PRIMARY KEY,
        city_id smallint NOT NULL,
        unit smallint NOT NULL
      );
      CREATE TABLE audit_resolutions (
        event_id text PRIMARY KEY,
        programme_id text NOT NULL,
        year integer NOT NULL,
        number bigint NOT NULL,
        document_hash text NOT NULL,
        budget_points numeric(78,0) NOT NULL,
        officers text[] NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX audit_resolutions_programme ON audit_resolutions (programme_id, event_id);
      CREATE TABLE audit_sheets (
        sheet_id text PRIMARY KEY,
        programme_id text NOT NULL,
        institution text NOT NULL,
        signer_hash text NOT NULL,
        attestation_uid text NOT NULL,
        filed_event_id text NOT NULL
      );
      CREATE TABLE audit_issuances (
        event_id text PRIMARY KEY,
        city_id smallint NOT NULL,
        programme_id text NOT NULL,
        sheet_id text NOT NULL,
        line_index integer NOT NULL,
        account text NOT NULL,
        quantity numeric(78,0) NOT NULL,
        points numeric(78,0) NOT NULL,
        at timestamptz NOT NULL,
        block_number bigint NOT NULL,
        UNIQUE (sheet_id, line_index)
      );
      CREATE INDEX audit_issuances_city_at ON audit_issuances (city_id, at);
      CREATE TABLE audit_points_issued (
        event_id text PRIMARY KEY,
        city_id smallint NOT NULL,
        points numeric(78,0) NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX audit_points_issued_city_at ON audit_points_issued (city_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE audit_points_issued, audit_issuances, audit_sheets, audit_resolutions, audit_programmes`,
    );
  }
}
