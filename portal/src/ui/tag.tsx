import type { ReactNode } from "react";

export type TagTone = "neutral" | "ok" | "info" | "warn" | "bad";

/** A short state, always in words. */
export function Tag({ tone = "neutral", children }: { tone?: TagTone; children: ReactNode }) {
  return <span className={tone === "neutral" ? "m-tag" : `m-tag m-tag--${tone}`}>{children}</span>;
}
