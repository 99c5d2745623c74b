import { useQuery } from "@tanstack/react-query";
import { ProposalList } from "../../features/governance/proposal-list.tsx";
import { proposalsQuery } from "../../features/governance/proposals.ts";
import type { Proposal } from "../../features/governance/proposals.ts";
import { councilText } from "../../i18n/council.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Section } from "../../ui/panel.tsx";
import { CouncilFrame } from "./council-frame.tsx";
import { usePowers } from "./use-powers.ts";

const addressOf = ({ proposalId }: Proposal) => `/ville/conseil/propositions/${proposalId}`;

/** « Salle du conseil »: what the cities decide now, and what they decided. */
export function Component() {
  const text = useText(councilText);
  const mayPropose = usePowers().has("COUNCIL");
  const proposals = useQuery(proposalsQuery);
  const propose = mayPropose ? <ButtonLink to="/ville/conseil/proposer">{text.propose}</ButtonLink> : undefined;
  return (
    <CouncilFrame title={text.title} lead={text.lead} aside={propose}>
      <Awaited reading={proposals} what={text.what} lines={6}>{(read) => <Proposals proposals={read} />}</Awaited>
    </CouncilFrame>
  );
}

function Proposals({ proposals }: { proposals: readonly Proposal[] }) {
  const text = useText(councilText);
  if (proposals.length === 0) return <Empty level={2} title={text.none}>{text.noneNote}</Empty>;
  const open = proposals.filter(({ isFinal }) => !isFinal);
  const past = proposals.filter(({ isFinal }) => isFinal);
  return (
    <>
      {open.length > 0 && <Section title={text.open}><ProposalList proposals={open} addressOf={addressOf} /></Section>}
      {past.length > 0 && <Section title={text.past}><ProposalList proposals={past} addressOf={addressOf} /></Section>}
    </>
  );
}
