import type { ServiceStack } from "./service-stack.ts";

/** Every row of every read model, as text in a fixed order: what a rebuild must give again (I9). */
export async function readModelsOf(stack: ServiceStack, slug: string): Promise<Record<string, string[]>> {
  const tables = stack.cityOf(slug).projections.flatMap((projection) => projection.tables);
  const entries = await Promise.all(
    tables.map(async (table): Promise<[string, string[]]> => {
      const rows = await stack.query(slug, `SELECT to_jsonb(t)::text AS row FROM ${table} t ORDER BY 1`);
      return [table, rows.map(({ row }) => String(row))];
    }),
  );
  return Object.fromEntries(entries);
}
