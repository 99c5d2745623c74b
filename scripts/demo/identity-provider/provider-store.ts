import type { Adapter, AdapterPayload } from "oidc-provider";
import type { Pool } from "pg";

const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS identity_provider;
  CREATE TABLE IF NOT EXISTS identity_provider.records (
    model text NOT NULL,
    id text NOT NULL,
    payload jsonb NOT NULL,
    grant_id text,
    uid text,
    user_code text,
    consumed_at timestamptz,
    expires_at timestamptz,
    PRIMARY KEY (model, id)
  );
  CREATE INDEX IF NOT EXISTS records_by_grant ON identity_provider.records (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS records_by_uid ON identity_provider.records (model, uid) WHERE uid IS NOT NULL;
`;

/** Makes the provider's table, in a schema of its own: the ledger service never reads it. Clears what expired. */
export async function prepareProviderStore(pool: Pool): Promise<void> {
  await pool.query(SCHEMA);
  await pool.query("DELETE FROM identity_provider.records WHERE expires_at < now()");
}

/** Keeps one kind of the provider's records (sessions, codes, tokens) in PostgreSQL, so that they outlive a restart. */
export function providerStore(pool: Pool): (model: string) => Adapter {
  return (model) => {
    const findBy = async (column: "id" | "uid" | "user_code", value: string): Promise<AdapterPayload | undefined> => {
      const { rows } = await pool.query<{ payload: AdapterPayload; consumed: string | null }>(
        `SELECT payload, extract(epoch FROM consumed_at)::bigint AS consumed FROM identity_provider.records
         WHERE model = $1 AND ${column} = $2 AND (expires_at IS NULL OR expires_at > now())`,
        [model, value],
      );
      const row = rows[0];
      if (!row) return undefined;
      return row.consumed === null ? row.payload : { ...row.payload, consumed: Number(row.consumed) };
    };
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        await pool.query(
          `INSERT INTO identity_provider.records (model, id, payload, grant_id, uid, user_code, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
           ON CONFLICT (model, id) DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id,
             uid = excluded.uid, user_code = excluded.user_code, expires_at = excluded.expires_at`,
          [model, id, payload, payload.grantId ?? null, payload.uid ?? null, payload.userCode ?? null, expiresInSeconds ?? null],
        );
      },
      find: (id) => findBy("id", id),
      findByUid: (uid) => findBy("uid", uid),
      findByUserCode: (userCode) => findBy("user_code", userCode),
      consume: async (id) => {
        await pool.query("UPDATE identity_provider.records SET consumed_at = now() WHERE model = $1 AND id = $2", [model, id]);
      },
      destroy: async (id) => {
        await pool.query("DELETE FROM identity_provider.records WHERE model = $1 AND id = $2", [model, id]);
      },
      revokeByGrantId: async (grantId) => {
        await pool.query("DELETE FROM identity_provider.records WHERE grant_id = $1", [grantId]);
      },
    };
  };
}
