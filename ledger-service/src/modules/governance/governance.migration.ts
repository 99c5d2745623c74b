import type { MigrationInterface, QueryRunner } from "typeorm";
import { appendOnlySql } from "../../platform/database/append-only.ts";

/** What no ledger gives back: it lives by backup, and nothing rewrites it. */
const keptByTheCity = `
  CREATE TABLE council_proposal_texts (
    description_hash text PRIMARY KEY,
    document text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE council_minutes (
    proposal_id numeric(78,0) PRIMARY KEY,
    document bytea NOT NULL,
    report_hash text NOT NULL,
    valid_before bigint NOT NULL,
    signature text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
  );
  ${appendOnlySql("council_proposal_texts")}
  ${appendOnlySql("council_minutes")}
`;

/** Read models of the council, and what only the cities keep: the texts of proposals and this city's signed minutes. */
export class Governance1700000850000 implements MigrationInterface {
  name = "Governance1700000850000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE council_proposals (
        proposal_id numeric(78,0) PRIMARY KEY,
        city_id smallint NOT NULL,
        description_hash text NOT NULL,
        concerns_membership boolean NOT NULL,
        targets jsonb NOT NULL,
        calldatas jsonb NOT NULL,
        snapshot_at timestamptz NOT NULL,
        opens_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL,
        proposed_at timestamptz NOT NULL,
        block_number bigint NOT NULL,
        queued_at timestamptz,
        executed_at timestamptz,
        executed_block bigint
      );
      CREATE INDEX council_proposals_by_time ON council_proposals (proposed_at DESC);
      CREATE TABLE council_votes (
        proposal_id numeric(78,0) NOT NULL,
        ballot smallint NOT NULL,
        city_id smallint NOT NULL,
        support smallint NOT NULL,
        weight numeric(78,0) NOT NULL,
        voted_at timestamptz NOT NULL,
        block_number bigint NOT NULL,
        PRIMARY KEY (proposal_id, ballot, city_id)
      );
      CREATE TABLE council_second_ballot_requests (
        proposal_id numeric(78,0) NOT NULL,
        city_id smallint NOT NULL,
        requested_at timestamptz NOT NULL,
        PRIMARY KEY (proposal_id, city_id)
      );
      CREATE TABLE council_member_changes (
        event_id text PRIMARY KEY,
        city_id smallint NOT NULL,
        kind text NOT NULL,
        validator text,
        previous_validator text,
        population integer,
        changed_at timestamptz NOT NULL,
        block_number bigint NOT NULL
      );
      CREATE INDEX council_member_changes_by_city ON council_member_changes (city_id, event_id);
      CREATE TABLE council_pause_requests (
        event_id text PRIMARY KEY,
        round bigint NOT NULL,
        city_id smallint NOT NULL,
        requested_at timestamptz NOT NULL
      );
      CREATE TABLE council_pauses (
        round bigint PRIMARY KEY,
        paused_at timestamptz NOT NULL,
        paused_until timestamptz NOT NULL,
        lifted_at timestamptz
      );
    `);
    await runner.query(keptByTheCity);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE council_minutes;
      DROP TABLE council_proposal_texts;
      DROP TABLE council_pauses;
      DROP TABLE council_pause_requests;
      DROP TABLE council_member_changes;
      DROP TABLE council_second_ballot_requests;
      DROP TABLE council_votes;
      DROP TABLE council_proposals;
    `);
  }
}
