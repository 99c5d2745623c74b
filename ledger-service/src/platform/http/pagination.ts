import { z } from "zod";
import { commonProblems } from "./common.problems.ts";

export const pageLimitMax = 100;

/** `?cursor=&limit=` of long lists. */
export const pageQuerySchema = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(50),
});

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** Cuts `limit + 1` fetched rows into a page; the cursor holds the sort key of its last row. */
export function pageOf<Item>(rows: readonly Item[], limit: number, sortKeyOf: (item: Item) => string): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: hasMore ? encodeCursor(sortKeyOf(last)) : null };
}

export function encodeCursor(sortKey: string): string {
  return Buffer.from(sortKey, "utf8").toString("base64url");
}

/** @throws Problem `cursor-unknown` when it is not one of ours */
export function decodeCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const sortKey = Buffer.from(cursor, "base64url").toString("utf8");
  if (sortKey.length === 0 || encodeCursor(sortKey) !== cursor) throw commonProblems.of("cursor-unknown");
  return sortKey;
}
