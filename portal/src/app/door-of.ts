import { hasRole } from "../api/session.ts";
import type { Session } from "../api/session.ts";
import type { SectionAccess } from "./role-section.ts";

export type Door = "open" | "waiting" | "silent" | "signIn" | "notYours";

/** What stands at a section's door. Without an answer about the session, only the public may pass. */
export function doorOf(access: SectionAccess, session: { data: Session | undefined; isPending: boolean }): Door {
  if (access === "public") return "open";
  if (session.isPending) return "waiting";
  if (session.data === undefined) return "silent";
  if (session.data.person === undefined) return "signIn";
  if (access === "session") return "open";
  return hasRole(session.data, access) ? "open" : "notYours";
}
