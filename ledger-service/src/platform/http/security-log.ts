import type { DataSource } from "typeorm";
import type { Logger } from "../logging/logger.ts";
import type { PersonalData } from "../database/personal-data.ts";

export type SecurityEvent =
  | "SIGNED_IN"
  | "SIGN_IN_REFUSED"
  | "SIGNED_OUT"
  | "SESSIONS_ENDED"
  | "ACTING_FOR"
  | "AUTHORIZATION_REFUSED"
  | "ORIGIN_REFUSED"
  | "CSRF_REFUSED"
  | "RATE_LIMITED"
  | "INTERCITY_REFUSED"
  | "SIGNATURE_REFUSED"
  | "LOOKUP"
  | "DEMO_KEY_GIVEN"
  | "FILE_VIEWED"
  | "LEDGER_INCIDENT";

export interface SecurityEntry {
  readonly event: SecurityEvent;
  /** The route's template. */
  readonly route?: string;
  readonly personId?: string;
  /** Kept only as an HMAC that changes each day, so that it links to nobody afterwards [X9]. */
  readonly address?: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** Append-only, UTC; the same events go to the log without persons, to be shipped off the host [S13]. */
export interface SecurityLog {
  record(entry: SecurityEntry): Promise<void>;
}

export function createSecurityLog(parts: { database: DataSource; personalData: PersonalData; logger: Logger }): SecurityLog {
  return {
    async record(entry) {
      parts.logger.warn({ security: entry.event, route: entry.route, detail: entry.detail }, "security event");
      const day = new Date().toISOString().slice(0, 10);
      const addressIndex =
        entry.address === undefined ? null : parts.personalData.blindIndex(`security-log.address.${day}`, entry.address);
      await parts.database.query(
        `INSERT INTO security_log (event, route, person_id, address_index, detail) VALUES ($1, $2, $3, $4, $5)`,
        [entry.event, entry.route ?? null, entry.personId ?? null, addressIndex, JSON.stringify(entry.detail ?? {})],
      );
    },
  };
}
