import type { MigrationInterface, QueryRunner } from "typeorm";

/** Codes of receipts: random, kept by the city alone, found by their blind index. */
export class ReceiptCodes1700000710000 implements MigrationInterface {
  readonly name = "ReceiptCodes1700000710000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE receipt_codes (
        charge_id text PRIMARY KEY,
        code_index text NOT NULL UNIQUE,
        code_sealed text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE receipt_codes`);
  }
}
