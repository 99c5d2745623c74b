import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { sessionQuery } from "../api/session.ts";
import { formatTime } from "../i18n/format-date.ts";
import { sessionText } from "../i18n/session.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";

const NOTICE_MS = 2 * 60_000;

/**
 * Says two minutes ahead that the session ends. Reading the session again keeps it open; at its end it is read
 * again too, and the door of the section does the rest.
 */
export function SessionEnding() {
  const text = useText(sessionText);
  const queries = useQueryClient();
  const { data: expiresAt } = useQuery({ ...sessionQuery, select: (session) => session.expiresAt });
  const [endsSoon, setEndsSoon] = useState(false);
  useEffect(() => {
    setEndsSoon(false);
    if (expiresAt === undefined) return;
    const leftMs = Date.parse(expiresAt) - Date.now();
    const notice = setTimeout(() => setEndsSoon(true), Math.max(0, leftMs - NOTICE_MS));
    const end = setTimeout(() => void queries.invalidateQueries(sessionQuery), Math.max(0, leftMs) + 1000);
    return () => {
      clearTimeout(notice);
      clearTimeout(end);
    };
  }, [expiresAt, queries]);
  if (!endsSoon || expiresAt === undefined) return null;
  return (
    <div className="m-wrap">
      <Banner tone="warn" title={text.endsSoon} announce>
        <p>{text.endsSoonNote(formatTime(expiresAt))}</p>
        <Button look="second" onPress={() => void queries.invalidateQueries(sessionQuery)}>{text.stay}</Button>
      </Banner>
    </div>
  );
}
