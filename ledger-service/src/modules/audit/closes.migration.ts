import type { MigrationInterface, QueryRunner } from "typeorm";
import { appendOnlySql } from "../../platform/database/append-only.ts";

/** Read models of what closes are made of, where reports are anchored and where provable facts are; then the closes themselves, which never change. */
export class Closes1700000910000 implements MigrationInterface {
  readonly name = "Closes1700000910000";

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_report_anchors (
        city_id smallint NOT NULL,
        kind smallint NOT NULL,
        period bigint NOT NULL,
        report_hash text NOT NULL,
        officer text NOT NULL,
        event_id text NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (city_id, kind, period)
      );
      CREATE TABLE audit_daily_points (
        day date NOT NULL,
        city_id smallint NOT NULL,
        issued numeric(78,0) NOT NULL,
        redeemed numeric(78,0) NOT NULL,
        returned numeric(78,0) NOT NULL,
        PRIMARY KEY (day, city_id)
      );
      CREATE TABLE audit_facts (
        kind text NOT NULL,
        fact_id text NOT NULL,
        event_id text NOT NULL,
        accounts text[] NOT NULL,
        PRIMARY KEY (kind, fact_id)
      );
      CREATE TABLE daily_closes (
        day date PRIMARY KEY,
        close_text text NOT NULL,
        report_hash text NOT NULL,
        valid_before bigint NOT NULL,
        signature text NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
      );
      ${appendOnlySql("daily_closes")}
      CREATE TABLE collected_closes (
        city_id smallint NOT NULL,
        day date NOT NULL,
        close_text text NOT NULL,
        report_hash text NOT NULL,
        valid_before bigint NOT NULL,
        signature text NOT NULL,
        collected_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (city_id, day)
      );
      CREATE INDEX collected_closes_day ON collected_closes (day);
      ${appendOnlySql("collected_closes")}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE collected_closes, daily_closes, audit_facts, audit_daily_points, audit_report_anchors`);
  }
}
