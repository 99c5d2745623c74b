import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCityEvent } from "../../api/use-city-event.ts";
import { residentText } from "../../i18n/resident.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { noticesQuery, unreadCount } from "./notices.ts";

/** How many notices wait, beside « Avis »; nothing when none does. */
export function UnreadNoticesMark() {
  const text = useText(residentText);
  const queries = useQueryClient();
  const { data: count = 0 } = useQuery({ ...noticesQuery, select: unreadCount });
  useCityEvent("notice", () => void queries.invalidateQueries(noticesQuery));
  if (count === 0) return null;
  return (
    <span className="m-count">
      <span aria-hidden="true">{count}</span>
      <span className="m-hide">{text.unread(count)}</span>
    </span>
  );
}
