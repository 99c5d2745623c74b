import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "./session.ts";
import type { ActingFor } from "./session.ts";

/** A screen that acts for an institution was shown without one: its door is missing. */
export class ActsForNobody extends Error {
  constructor() {
    super("This screen needs an institution to act for");
    this.name = "ActsForNobody";
  }
}

/** The institution that the person acts for, behind an `ActingForDoor`. */
export function useActingFor(): ActingFor {
  const { data: session } = useQuery(sessionQuery);
  const actingFor = session?.person?.actingFor;
  if (actingFor === undefined) throw new ActsForNobody();
  return actingFor;
}
