import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * Each event keeps its log as the node gave it, its leaf and the head of the chain of hashes. Events of before are
 * taken from the ledger again when the city starts (`refill-event-log.ts`): they were kept without their raw bytes.
 */
export class EventLog1700000011000 implements MigrationInterface {
  readonly name = "EventLog1700000011000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      TRUNCATE chain_events;
      ALTER TABLE chain_events
        ADD COLUMN position bigint NOT NULL,
        ADD COLUMN address text NOT NULL,
        ADD COLUMN topics text[] NOT NULL,
        ADD COLUMN data text NOT NULL,
        ADD COLUMN leaf text NOT NULL,
        ADD COLUMN head text NOT NULL;
      CREATE UNIQUE INDEX chain_events_position ON chain_events (position);
      ALTER TABLE index_cursor ADD COLUMN log_position bigint, ADD COLUMN log_head text;
      ALTER TABLE index_incidents ADD COLUMN event_id text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE index_incidents DROP COLUMN event_id;
      ALTER TABLE index_cursor DROP COLUMN log_position, DROP COLUMN log_head;
      ALTER TABLE chain_events
        DROP COLUMN position, DROP COLUMN address, DROP COLUMN topics, DROP COLUMN data, DROP COLUMN leaf, DROP COLUMN head;
    `);
  }
}
