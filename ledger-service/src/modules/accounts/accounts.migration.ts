import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tables of the accounts: read models of the chain first, then what only this city keeps. */
export class Accounts1700000200000 implements MigrationInterface {
  readonly name = "Accounts1700000200000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...readModels, ...privateTables]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE member_code_attempts, member_code_lookups, notices, opened_cities, passkey_challenges, signer_records, account_holders`);
    await runner.query(`DROP SEQUENCE municipal_identifier_ordinal`);
    await runner.query(`DROP TABLE account_signers, accounts`);
  }
}

const readModels = [
  `CREATE TABLE accounts (
    account text PRIMARY KEY,
    city_id smallint NOT NULL,
    kind smallint NOT NULL,
    status smallint NOT NULL,
    revision integer NOT NULL,
    had_full_signer boolean NOT NULL,
    opened_at timestamptz NOT NULL
  )`,
  `CREATE INDEX accounts_by_city ON accounts (city_id, kind)`,
  `CREATE TABLE account_signers (
    account text NOT NULL,
    signer_hash text NOT NULL,
    kind smallint NOT NULL,
    active_from timestamptz NOT NULL,
    added_at timestamptz NOT NULL,
    removed_at timestamptz,
    PRIMARY KEY (account, signer_hash)
  )`,
  `CREATE INDEX account_signers_by_hash ON account_signers (signer_hash)`,
];

const privateTables = [
  `CREATE SEQUENCE municipal_identifier_ordinal`,
  // The only place that joins a person to an account: deleting the row is erasure.
  `CREATE TABLE account_holders (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('RESIDENT', 'STAFF')),
    person_index text NOT NULL,
    account_index text NOT NULL UNIQUE,
    link_sealed text NOT NULL,
    municipal_identifier_sealed text,
    member_code_sealed text,
    member_code_index text UNIQUE,
    confirmed_until date,
    notice_version text,
    operation_id uuid,
    created_at timestamptz NOT NULL,
    shares_profile boolean NOT NULL DEFAULT false,
    shares_location boolean NOT NULL DEFAULT false,
    links_cities boolean NOT NULL DEFAULT false,
    appears_in_rankings boolean NOT NULL DEFAULT false,
    shows_notice_content boolean NOT NULL DEFAULT false
  )`,
  `CREATE UNIQUE INDEX account_holders_one_person_one_account ON account_holders (kind, person_index)`,
  `CREATE TABLE signer_records (
    holder_id uuid NOT NULL REFERENCES account_holders (id) ON DELETE CASCADE,
    signer_hash text NOT NULL,
    label_sealed text NOT NULL,
    credential_index text UNIQUE,
    passkey_sealed text,
    operation_id uuid,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (holder_id, signer_hash)
  )`,
  `CREATE TABLE passkey_challenges (
    person_id uuid PRIMARY KEY,
    challenge text NOT NULL,
    expires_at timestamptz NOT NULL
  )`,
  `CREATE TABLE opened_cities (
    holder_id uuid NOT NULL REFERENCES account_holders (id) ON DELETE CASCADE,
    city_id smallint NOT NULL,
    opened boolean NOT NULL,
    text_version text NOT NULL,
    language text NOT NULL,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (holder_id, city_id, decided_at)
  )`,
  `CREATE TABLE notices (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    kind text NOT NULL,
    content_sealed text NOT NULL,
    link text,
    at timestamptz NOT NULL,
    read_at timestamptz
  )`,
  `CREATE INDEX notices_by_person ON notices (person_id, at DESC)`,
  `CREATE TABLE member_code_lookups (
    id uuid PRIMARY KEY,
    holder_id uuid NOT NULL REFERENCES account_holders (id) ON DELETE CASCADE,
    asker text NOT NULL,
    asker_name text NOT NULL,
    city_id smallint NOT NULL,
    city_name text NOT NULL,
    at timestamptz NOT NULL
  )`,
  `CREATE INDEX member_code_lookups_by_holder ON member_code_lookups (holder_id, at DESC)`,
  // Deleted with its holder only: erasure takes the log of look-ups with it.
  `CREATE TRIGGER member_code_lookups_never_change BEFORE UPDATE ON member_code_lookups
    FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TABLE member_code_attempts (
    asker text NOT NULL,
    hour timestamptz NOT NULL,
    attempts integer NOT NULL,
    PRIMARY KEY (asker, hour)
  )`,
];
