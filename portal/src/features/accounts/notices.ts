import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** A message to the person inside the product. `link` is a path of this portal. */
export type Notice = Shape<"Notices">["notices"][number];

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: async ({ signal }) => (await readAnswer<Shape<"Notices">>("/api/notices", { signal })).notices,
});

export function unreadCount(notices: readonly Notice[]): number {
  return notices.filter((notice) => notice.readAt === undefined).length;
}

export async function markNoticeRead(id: string): Promise<void> {
  await readAnswer<unknown>(`/api/notices/${id}/reading`, { method: "POST" });
}
