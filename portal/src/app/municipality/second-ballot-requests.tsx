import { councilActPaths } from "../../features/governance/proposals.ts";
import type { Proposal } from "../../features/governance/proposals.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { councilText } from "../../i18n/council.text.ts";
import { formatList } from "../../i18n/format-list.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useActDraft } from "./use-act-draft.ts";
import { usePowers } from "./use-powers.ts";

/** Who asked for a second ballot, and this city's own request while it may be made. */
export function SecondBallotRequests({ proposal }: { proposal: Proposal }) {
  const text = useText(councilText);
  const isDelegate = usePowers().has("COUNCIL");
  const draft = useActDraft((_: undefined, key) => draftAct(councilActPaths.requestSecondBallot(proposal.proposalId), {}, key));
  const { secondBallotRequests: requests } = proposal;
  const mayAsk = isDelegate && proposal.mayRequestSecondBallot;
  if (requests.length === 0 && !mayAsk) return null;
  return (
    <Section title={text.requests} panel={mayAsk}>
      <p>{text.requestsCount(requests.length, proposal.requestsNeeded)}</p>
      {requests.length > 0 && <p>{formatList(requests.map(({ cityName }) => cityName))}</p>}
      {draft.problem && <ProblemBanner error={draft.problem} />}
      {mayAsk && <Actions><Button look="second" busy={draft.busy} onPress={() => draft.submit(undefined)}>{text.ask}</Button></Actions>}
    </Section>
  );
}
