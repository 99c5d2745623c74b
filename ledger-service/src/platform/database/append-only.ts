/** SQL that makes a table append-only: an UPDATE or DELETE of a row raises. TRUNCATE stays for rebuilds by the owner. */
export function appendOnlySql(table: string): string {
  return `
    CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE ON ${table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();`;
}

/** Created once, by the first migration. */
export const refuseChangeFunctionSql = `
  CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$;`;
