import { useQuery } from "@tanstack/react-query";
import { powersOf, sessionQuery } from "../../api/session.ts";
import type { Powers } from "../role-section.ts";

/** What the signed-in person may do for this city. */
export function usePowers(): Powers {
  const { data: session } = useQuery(sessionQuery);
  return powersOf(session);
}
