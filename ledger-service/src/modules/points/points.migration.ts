import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tables of the points: read models of the chain first, then what only this city keeps. */
export class Points1700000300000 implements MigrationInterface {
  readonly name = "Points1700000300000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...readModels, ...ownRecords]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE movement_notes, programme_titles, resolution_documents`);
    await runner.query(`DROP TABLE movements, movement_sheets, weekly_points, allotments, programme_resolutions, programmes,
      issuer_totals, balances`);
  }
}

const readModels = [
  `CREATE TABLE balances (
    account text NOT NULL,
    city_id smallint NOT NULL,
    points numeric(78,0) NOT NULL CHECK (points >= 0),
    PRIMARY KEY (account, city_id)
  )`,
  `CREATE TABLE issuer_totals (
    city_id smallint PRIMARY KEY,
    issued_points numeric(78,0) NOT NULL,
    redeemed_points numeric(78,0) NOT NULL,
    returned_points numeric(78,0) NOT NULL
  )`,
  // Instants of the chain are kept in seconds: an instant of another city may be any 64-bit number.
  `CREATE TABLE programmes (
    programme_id text PRIMARY KEY,
    city_id smallint NOT NULL,
    unit smallint NOT NULL,
    status smallint NOT NULL,
    revision bigint NOT NULL,
    rate_points bigint NOT NULL,
    rate_quantity bigint NOT NULL,
    budget_points numeric(78,0) NOT NULL,
    reserved_points numeric(78,0) NOT NULL,
    issued_points numeric(78,0) NOT NULL,
    weekly_ceiling_points numeric(78,0) NOT NULL,
    starts_at_seconds numeric(78,0) NOT NULL,
    ends_at_seconds numeric(78,0) NOT NULL,
    pending_seconds bigint NOT NULL,
    resolution_year integer NOT NULL,
    resolution_number bigint NOT NULL,
    resolution_document_hash text NOT NULL,
    opened_at timestamptz NOT NULL,
    CHECK (reserved_points >= 0 AND issued_points >= 0 AND reserved_points + issued_points <= budget_points)
  )`,
  `CREATE INDEX programmes_by_city ON programmes (city_id, status)`,
  `CREATE TABLE programme_resolutions (
    programme_id text NOT NULL,
    revision bigint NOT NULL,
    year integer NOT NULL,
    number bigint NOT NULL,
    document_hash text NOT NULL,
    budget_points numeric(78,0) NOT NULL,
    officers text[] NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (programme_id, revision)
  )`,
  `CREATE TABLE allotments (
    programme_id text NOT NULL,
    institution text NOT NULL,
    allotted_points numeric(78,0) NOT NULL,
    used_points numeric(78,0) NOT NULL CHECK (used_points >= 0),
    revision bigint NOT NULL,
    PRIMARY KEY (programme_id, institution)
  )`,
  `CREATE INDEX allotments_by_institution ON allotments (institution)`,
  `CREATE TABLE weekly_points (
    programme_id text NOT NULL,
    account text NOT NULL,
    week_index bigint NOT NULL,
    points numeric(78,0) NOT NULL,
    PRIMARY KEY (programme_id, account, week_index)
  )`,
  // What a posted line's movement needs of its sheet.
  `CREATE TABLE movement_sheets (
    sheet_id text PRIMARY KEY,
    programme_id text NOT NULL,
    institution text NOT NULL,
    city_id smallint NOT NULL,
    unit smallint NOT NULL,
    week_index bigint NOT NULL,
    signer_hash text NOT NULL
  )`,
  `CREATE TABLE movements (
    event_id text NOT NULL,
    account text NOT NULL,
    at timestamptz NOT NULL,
    block_number bigint NOT NULL,
    kind text NOT NULL,
    points numeric(78,0) NOT NULL,
    lots jsonb NOT NULL,
    programme_id text,
    institution text,
    sheet_id text,
    line_index bigint,
    quantity numeric(78,0),
    unit smallint,
    charge_id text,
    merchant text,
    exchange_id text,
    partner text,
    PRIMARY KEY (event_id, account)
  )`,
  `CREATE INDEX movements_by_account ON movements (account, event_id DESC)`,
  `CREATE INDEX movements_by_programme ON movements (programme_id, at) WHERE programme_id IS NOT NULL`,
];

const ownRecords = [
  `CREATE TABLE programme_titles (
    programme_id text PRIMARY KEY,
    year integer NOT NULL,
    number bigint NOT NULL,
    ordinal smallint NOT NULL,
    title text NOT NULL,
    recorded_at timestamptz NOT NULL,
    UNIQUE (year, number, ordinal)
  )`,
  `CREATE TABLE resolution_documents (
    document_hash text PRIMARY KEY,
    year integer NOT NULL,
    number bigint NOT NULL,
    document_text text NOT NULL,
    recorded_at timestamptz NOT NULL
  )`,
  `CREATE TABLE movement_notes (
    fact_key text PRIMARY KEY,
    note_sealed text NOT NULL,
    noted_at timestamptz NOT NULL
  )`,
];
