import type { MigrationInterface, QueryRunner } from "typeorm";
import { appendOnlySql } from "../../platform/database/append-only.ts";

/** Tables of the participants: read models of the chain first, then what only this city keeps. */
export class Participants1700000100000 implements MigrationInterface {
  readonly name = "Participants1700000100000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...readModels, ...privateTables]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE learned_profiles, municipal_act_approvals, municipal_acts, invitations,
      institution_members, terminal_codes, terminal_labels, institution_profiles`);
    await runner.query(`DROP TABLE participant_powers, participant_terminals, participant_institutions, participant_cities`);
  }
}

const readModels = [
  `CREATE TABLE participant_cities (
    city_id smallint PRIMARY KEY,
    institution text NOT NULL,
    population integer NOT NULL,
    rp_id_hash text NOT NULL,
    directory_hash text,
    revision integer NOT NULL
  )`,
  `CREATE TABLE participant_institutions (
    institution text PRIMARY KEY,
    city_id smallint NOT NULL,
    kind smallint NOT NULL,
    status smallint NOT NULL,
    revision integer NOT NULL,
    profile_hash text NOT NULL,
    daily_ceiling_points numeric(78,0) NOT NULL,
    suspension_ends_at timestamptz,
    accredited_at timestamptz NOT NULL
  )`,
  `CREATE INDEX participant_institutions_by_city ON participant_institutions (city_id, kind, status)`,
  `CREATE TABLE participant_terminals (
    terminal text PRIMARY KEY,
    merchant text NOT NULL,
    status smallint NOT NULL,
    enrolled_at timestamptz NOT NULL
  )`,
  `CREATE INDEX participant_terminals_by_merchant ON participant_terminals (merchant)`,
  `CREATE TABLE participant_powers (
    city_id smallint NOT NULL,
    power text NOT NULL,
    officer text NOT NULL,
    granted boolean NOT NULL,
    revision integer NOT NULL,
    PRIMARY KEY (city_id, power, officer)
  )`,
  `CREATE INDEX participant_powers_by_officer ON participant_powers (officer)`,
];

const privateTables = [
  `CREATE TABLE institution_profiles (
    institution text PRIMARY KEY,
    kind text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    address text,
    phone text,
    public_salt text NOT NULL,
    private_salt text NOT NULL,
    profile_hash text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE terminal_labels (
    terminal text PRIMARY KEY,
    merchant text NOT NULL,
    label text NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE terminal_codes (
    id uuid PRIMARY KEY,
    merchant text NOT NULL,
    label text NOT NULL,
    code_index text NOT NULL UNIQUE,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    terminal text
  )`,
  `CREATE TABLE institution_members (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    institution text NOT NULL,
    role text NOT NULL,
    signer_sealed text,
    signer_hash text,
    since timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  `CREATE UNIQUE INDEX institution_members_once ON institution_members (person_id, institution, role) WHERE ended_at IS NULL`,
  `CREATE UNIQUE INDEX institution_members_one_person_one_key ON institution_members (signer_hash) WHERE ended_at IS NULL`,
  `CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    role text NOT NULL,
    name_sealed text NOT NULL,
    institution text,
    powers text[] NOT NULL,
    code_index text NOT NULL UNIQUE,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid,
    withdrawn_at timestamptz
  )`,
  `CREATE TABLE municipal_acts (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    message jsonb NOT NULL,
    power text NOT NULL,
    needed integer NOT NULL CHECK (needed BETWEEN 1 AND 11),
    words_sealed text NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL,
    valid_before timestamptz NOT NULL,
    withdrawn_at timestamptz,
    operation_id uuid
  )`,
  `CREATE INDEX municipal_acts_by_time ON municipal_acts (created_at DESC)`,
  `CREATE TABLE municipal_act_approvals (
    act_id uuid NOT NULL REFERENCES municipal_acts (id),
    officer text NOT NULL,
    person_id uuid NOT NULL,
    signer text NOT NULL,
    signature text NOT NULL,
    approved_at timestamptz NOT NULL,
    PRIMARY KEY (act_id, officer)
  )`,
  appendOnlySql("municipal_act_approvals"),
  `CREATE TABLE learned_profiles (
    institution text PRIMARY KEY,
    city_id smallint NOT NULL,
    profile_hash text NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    address text,
    learned_at timestamptz NOT NULL
  )`,
];
