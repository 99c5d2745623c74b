import type { MigrationInterface, QueryRunner } from "typeorm";

/** A challenge is bound to a browser, by its session or by a cookie that outlives a change of session. */
export class BrowserBinding1700000006000 implements MigrationInterface {
  readonly name = "BrowserBinding1700000006000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sign_in_challenges DROP CONSTRAINT sign_in_challenges_session_hash_fkey;
      DROP INDEX sign_in_challenges_session;
      ALTER TABLE sign_in_challenges RENAME COLUMN session_hash TO bound_to;
      CREATE INDEX sign_in_challenges_created ON sign_in_challenges (created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM sign_in_challenges;
      DROP INDEX sign_in_challenges_created;
      ALTER TABLE sign_in_challenges RENAME COLUMN bound_to TO session_hash;
      ALTER TABLE sign_in_challenges ADD FOREIGN KEY (session_hash) REFERENCES sessions (id_hash) ON DELETE CASCADE;
      CREATE INDEX sign_in_challenges_session ON sign_in_challenges (session_hash);
    `);
  }
}
