import type { Standing } from "./read-standing.ts";

export const proposalPhases = [
  "UPCOMING",
  "FIRST_BALLOT",
  "REQUEST_WINDOW",
  "SECOND_BALLOT",
  "SUCCEEDED",
  "QUEUED",
  "EXECUTED",
  "DEFEATED",
  "LAPSED",
] as const;
export type ProposalPhase = (typeof proposalPhases)[number];

const byState = {
  PENDING: "UPCOMING",
  CANCELED: "DEFEATED",
  DEFEATED: "DEFEATED",
  SUCCEEDED: "SUCCEEDED",
  QUEUED: "QUEUED",
  EXPIRED: "LAPSED",
  EXECUTED: "EXECUTED",
} as const;

/** Governor calls three things "active": the two ballots, and the wait in which cities may ask for the second. */
export function phaseOf(standing: Pick<Standing, "state" | "first" | "second">, nowSeconds: bigint): ProposalPhase {
  if (standing.state !== "ACTIVE") return byState[standing.state];
  if (nowSeconds < standing.first.closesAt) return "FIRST_BALLOT";
  return standing.second.opensAt === 0n ? "REQUEST_WINDOW" : "SECOND_BALLOT";
}
