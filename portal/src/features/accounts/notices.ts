import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";

/** A message to the person inside the product. `link` is a path of this portal. */
export type Notice = { id: string; at: string; kind: string; title: string; body: string; link?: string; readAt?: string };

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: async ({ signal }) => (await readAnswer<{ notices: Notice[] }>("/api/notices", { signal })).notices,
});

export function unreadCount(notices: readonly Notice[]): number {
  return notices.filter((notice) => notice.readAt === undefined || notice.readAt === null).length;
}

export async function markNoticeRead(id: string): Promise<void> {
  await readAnswer<unknown>(`/api/notices/${id}/reading`, { method: "POST" });
}
