import type { MigrationInterface, QueryRunner } from "typeorm";

/** Tables of the attestations: read models of the chain first, then what only this city keeps. */
export class Attestations1700000500000 implements MigrationInterface {
  readonly name = "Attestations1700000500000";

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...readModels, ...ownRecords]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE testimonials, exchanges, contest_requests, home_lines, sheet_records, activities`);
    await runner.query(`DROP TABLE testimonials_given, exchanges_settled, sheet_lines, sheets, sheet_programmes`);
  }
}

const readModels = [
  // The city of each programme, so that a sheet knows whose desk decides.
  `CREATE TABLE sheet_programmes (
    programme_id text PRIMARY KEY,
    city_id smallint NOT NULL
  )`,
  `CREATE TABLE sheets (
    sheet_id text PRIMARY KEY,
    city_id smallint NOT NULL,
    institution text NOT NULL,
    programme_id text NOT NULL,
    activity_id text NOT NULL,
    week_index bigint NOT NULL,
    part integer NOT NULL,
    line_count bigint NOT NULL,
    total_quantity numeric(78,0) NOT NULL,
    lines_root text NOT NULL,
    attestation_uid text NOT NULL,
    signer_hash text NOT NULL,
    reserved_points numeric(78,0) NOT NULL,
    issued_points numeric(78,0) NOT NULL,
    status smallint NOT NULL,
    reason_code smallint NOT NULL,
    filed_at timestamptz NOT NULL,
    window_ends_at timestamptz NOT NULL,
    ended_at timestamptz
  )`,
  `CREATE INDEX sheets_by_institution ON sheets (institution, filed_at DESC)`,
  `CREATE INDEX sheets_by_window ON sheets (status, window_ends_at)`,
  // Only lines to which something happened; the others are open.
  `CREATE TABLE sheet_lines (
    sheet_id text NOT NULL,
    index bigint NOT NULL,
    status smallint NOT NULL,
    account text,
    quantity numeric(78,0),
    points numeric(78,0) NOT NULL,
    ceiling_struck_points numeric(78,0) NOT NULL,
    strike_reason smallint NOT NULL,
    reason_code smallint NOT NULL,
    refusal smallint NOT NULL,
    dispute_round bigint NOT NULL,
    dispute_by_city_id smallint,
    disputed_at timestamptz,
    released_at timestamptz,
    closed_at timestamptz,
    PRIMARY KEY (sheet_id, index)
  )`,
  `CREATE INDEX sheet_lines_by_status ON sheet_lines (status, disputed_at)`,
  `CREATE TABLE exchanges_settled (
    exchange_id text PRIMARY KEY,
    provider text NOT NULL,
    receiver text NOT NULL,
    points numeric(78,0) NOT NULL,
    quantity_minutes bigint NOT NULL,
    kind smallint NOT NULL,
    terms_hash text NOT NULL,
    attestation_uid text NOT NULL,
    settled_at timestamptz NOT NULL
  )`,
  `CREATE TABLE testimonials_given (
    exchange_id text NOT NULL,
    author text NOT NULL,
    rating smallint NOT NULL,
    text_hash text NOT NULL,
    attestation_uid text NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (exchange_id, author)
  )`,
];

const ownRecords = [
  `CREATE TABLE activities (
    activity_id text PRIMARY KEY,
    institution text NOT NULL,
    programme_id text NOT NULL,
    week_index bigint NOT NULL,
    content_sealed text NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL
  )`,
  `CREATE INDEX activities_by_institution ON activities (institution, created_at DESC)`,
  // A draft, then the record of the sheet that was signed from it. Lines, accounts and salts are sealed [X2].
  `CREATE TABLE sheet_records (
    draft_id uuid PRIMARY KEY,
    sheet_id text NOT NULL,
    institution text NOT NULL,
    activity_id text NOT NULL REFERENCES activities (activity_id),
    part integer NOT NULL,
    lines_root text NOT NULL,
    lines_index text NOT NULL,
    line_count integer NOT NULL,
    total_quantity numeric(78,0) NOT NULL,
    content_sealed text NOT NULL,
    valid_before timestamptz NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    signer_sealed text,
    signed_at timestamptz,
    operation_id uuid,
    delivered_at timestamptz,
    UNIQUE (sheet_id, lines_index)
  )`,
  `CREATE INDEX sheet_records_by_institution ON sheet_records (institution, created_at DESC)`,
  `CREATE INDEX sheet_records_undelivered ON sheet_records (signed_at) WHERE delivered_at IS NULL AND signed_at IS NOT NULL`,
  // Lines of this city's residents, delivered by the city where the sheet was signed.
  `CREATE TABLE home_lines (
    sheet_id text NOT NULL,
    index integer NOT NULL,
    account_index text NOT NULL,
    content_sealed text NOT NULL,
    from_city_id smallint NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (sheet_id, index)
  )`,
  `CREATE INDEX home_lines_by_account ON home_lines (account_index, received_at DESC)`,
  `CREATE TABLE contest_requests (
    request_id uuid PRIMARY KEY,
    sheet_id text NOT NULL,
    index integer NOT NULL,
    source text NOT NULL CHECK (source IN ('RESIDENT', 'SERVICE')),
    reason_code smallint NOT NULL,
    content_sealed text NOT NULL,
    requested_at timestamptz NOT NULL,
    act_id uuid,
    refused_at timestamptz,
    UNIQUE (sheet_id, index, source),
    FOREIGN KEY (sheet_id, index) REFERENCES home_lines (sheet_id, index)
  )`,
  `CREATE TABLE exchanges (
    exchange_id text NOT NULL,
    account_index text NOT NULL,
    role text NOT NULL CHECK (role IN ('PROVIDER', 'RECEIVER')),
    is_proposer boolean NOT NULL,
    partner_city_id smallint NOT NULL,
    status text NOT NULL CHECK (status IN ('PROPOSED', 'ACCEPTED', 'PROVIDER_SIGNED', 'SENT', 'DECLINED')),
    content_sealed text NOT NULL,
    proposed_at timestamptz NOT NULL,
    valid_before timestamptz,
    operation_id uuid,
    PRIMARY KEY (exchange_id, account_index)
  )`,
  `CREATE INDEX exchanges_by_account ON exchanges (account_index, proposed_at DESC)`,
  `CREATE TABLE testimonials (
    exchange_id text NOT NULL,
    author_index text NOT NULL,
    content_sealed text NOT NULL,
    valid_before timestamptz NOT NULL,
    operation_id uuid,
    written_at timestamptz NOT NULL,
    PRIMARY KEY (exchange_id, author_index)
  )`,
];
