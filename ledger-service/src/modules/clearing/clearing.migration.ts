import type { MigrationInterface, QueryRunner } from "typeorm";

/** Read models only: all that cities owe each other is on the ledger. */
export class Clearing1700000400000 implements MigrationInterface {
  name = "Clearing1700000400000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clearing_periods (
        period_index integer PRIMARY KEY,
        starts_at timestamptz NOT NULL
      );
      CREATE TABLE clearing_obligations (
        debtor smallint NOT NULL,
        creditor smallint NOT NULL,
        period_index integer NOT NULL,
        recorded_points numeric(78,0) NOT NULL,
        reversed_points numeric(78,0) NOT NULL,
        PRIMARY KEY (debtor, creditor, period_index)
      );
      CREATE TABLE clearing_sides (
        city_id smallint NOT NULL,
        other_city_id smallint NOT NULL,
        as_creditor boolean NOT NULL,
        ceiling_points numeric(78,0) NOT NULL,
        suspended boolean NOT NULL,
        revision integer NOT NULL,
        PRIMARY KEY (city_id, other_city_id, as_creditor)
      );
      CREATE TABLE clearing_parameters (
        name text PRIMARY KEY,
        value numeric(78,0) NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE clearing_parameters;
      DROP TABLE clearing_sides;
      DROP TABLE clearing_obligations;
      DROP TABLE clearing_periods;
    `);
  }
}
