import { minutesPath } from "../../features/governance/proposals.ts";
import type { Proposal } from "../../features/governance/proposals.ts";
import { councilText } from "../../i18n/council.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Section } from "../../ui/panel.tsx";

/** The signed minutes, and the hash to compare them with. */
export function ProposalMinutes({ proposalId, minutes }: { proposalId: string; minutes: NonNullable<Proposal["minutes"]> }) {
  const text = useText(councilText);
  return (
    <Section title={text.minutes} panel>
      <p>{text.minutesLead}</p>
      <p><a className="m-btn m-btn--second" href={minutesPath(proposalId)} download>{text.minutesGet}</a></p>
      <DefinitionList stacked items={[{ term: text.fingerprint, value: minutes.reportHash, code: true }]} />
      <p className="m-note">{minutes.isAnchored ? text.minutesAnchored : text.minutesWaiting}</p>
    </Section>
  );
}
