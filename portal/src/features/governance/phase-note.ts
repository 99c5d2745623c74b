import type { councilText } from "../../i18n/council.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import type { Proposal } from "./proposals.ts";

type Notes = (typeof councilText)["fr"]["phaseNotes"];
type Timed = Pick<Proposal, "phase" | "ballots" | "requestsUntil" | "executableFrom" | "executedAt" | "proposedAt">;

/** What happens now and until when, in local time, by the ledger's own deadlines. */
export function phaseNote(proposal: Timed, notes: Notes): string {
  const when = deadlineOf(proposal);
  return notes[proposal.phase](when === undefined ? "" : formatDateTime(when));
}

function deadlineOf({ phase, ballots, requestsUntil, executableFrom, executedAt }: Timed): string | undefined {
  const ballot = (kind: "FIRST" | "SECOND") => ballots.find((one) => one.ballot === kind);
  switch (phase) {
    case "UPCOMING":
      return ballot("FIRST")?.opensAt;
    case "FIRST_BALLOT":
      return ballot("FIRST")?.closesAt;
    case "REQUEST_WINDOW":
      return requestsUntil ?? undefined;
    case "SECOND_BALLOT":
      return ballot("SECOND")?.closesAt;
    case "QUEUED":
      return executableFrom ?? undefined;
    case "EXECUTED":
      return executedAt ?? undefined;
    default:
      return undefined;
  }
}
