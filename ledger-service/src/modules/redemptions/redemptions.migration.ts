import type { MigrationInterface, QueryRunner } from "typeorm";

/** `redemptions`, its refusals and refunds are read models; the others are the city's own, short-lived records. */
export class Redemptions1700000700000 implements MigrationInterface {
  name = "Redemptions1700000700000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE redemptions (
        charge_id text PRIMARY KEY,
        event_id text NOT NULL,
        account text NOT NULL,
        merchant text NOT NULL,
        points numeric(78,0) NOT NULL,
        refunded_points numeric(78,0) NOT NULL,
        lots jsonb NOT NULL,
        status text NOT NULL CHECK (status IN ('SETTLED', 'VOIDED', 'DECLINED')),
        decline_reason text,
        at timestamptz NOT NULL,
        block_number bigint NOT NULL,
        CHECK (refunded_points <= points)
      );
      CREATE INDEX redemptions_merchant_at ON redemptions (merchant, at);
      CREATE INDEX redemptions_account_at ON redemptions (account, at);

      CREATE TABLE redemption_refusals (
        event_id text PRIMARY KEY,
        charge_id text NOT NULL,
        reason text NOT NULL
      );
      CREATE INDEX redemption_refusals_charge ON redemption_refusals (charge_id, event_id);

      CREATE TABLE counter_charges (
        charge_id text PRIMARY KEY,
        merchant text NOT NULL,
        terminal text NOT NULL,
        points numeric(78,0) NOT NULL,
        offer_text text NOT NULL,
        offer_salt text NOT NULL,
        offer_hash text NOT NULL,
        random text NOT NULL,
        valid_before timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        state text NOT NULL CHECK (state IN ('OPEN', 'MET', 'CONSENTED', 'SENT', 'CANCELLED')),
        home_city_id smallint,
        consent jsonb,
        operation_id uuid
      );
      CREATE INDEX counter_charges_merchant_opened ON counter_charges (merchant, opened_at);

      CREATE TABLE charge_codes (
        code_hash text PRIMARY KEY,
        charge_id text NOT NULL REFERENCES counter_charges (charge_id) ON DELETE CASCADE,
        expires_at timestamptz NOT NULL
      );

      CREATE TABLE resident_codes (
        code_id uuid NOT NULL,
        code_hash text PRIMARY KEY,
        account text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX resident_codes_id ON resident_codes (code_id);
      CREATE INDEX resident_codes_expiry ON resident_codes (expires_at);

      CREATE TABLE presented_charges (
        charge_id text PRIMARY KEY,
        account text NOT NULL,
        merchant_city_id smallint NOT NULL,
        terms jsonb NOT NULL,
        state text NOT NULL CHECK (state IN ('PRESENTED', 'CONSENTED', 'REFUSED', 'CANCELLED')),
        presented_at timestamptz NOT NULL,
        valid_before timestamptz NOT NULL
      );
      CREATE INDEX presented_charges_account ON presented_charges (account, presented_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE presented_charges;
      DROP TABLE resident_codes;
      DROP TABLE charge_codes;
      DROP TABLE counter_charges;
      DROP TABLE redemption_refusals;
      DROP TABLE redemptions;
    `);
  }
}
