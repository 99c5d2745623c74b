import type { DataSource } from "typeorm";
import type { Job } from "../platform/job.ts";

/** Stored answers may hold what two cities said of a person: kept only while a retry could still come. */
export function forgetOldMessagesJob(database: DataSource): Job {
  return {
    name: "forget-old-messages",
    everyMs: 3_600_000,
    run: async () => {
      await database.query(`DELETE FROM intercity_received WHERE received_at < now() - interval '30 days'`);
      await database.query(`DELETE FROM intercity_outbox WHERE delivered_at < now() - interval '30 days'`);
    },
  };
}
