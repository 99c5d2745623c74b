import { useQuery } from "@tanstack/react-query";
import { MemberTable } from "../../features/governance/member-table.tsx";
import { membersQuery } from "../../features/governance/members.ts";
import type { CouncilMembers, Member } from "../../features/governance/members.ts";
import { QuorumCheck } from "../../features/governance/quorum-check.tsx";
import { councilText } from "../../i18n/council.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Section } from "../../ui/panel.tsx";
import { Rang } from "../../ui/rang.tsx";
import type { RangState } from "../../ui/rang.tsx";
import { CouncilFrame } from "./council-frame.tsx";

const rangState: Record<Member["live"], RangState> = { SEALING: "full", SILENT: "differs", NOT_SEALING: "waiting", UNKNOWN: "waiting" };

/** « Villes et validateurs »: who keeps the network, who sealed, and what it bears. */
export function Component() {
  const text = useText(councilText);
  const members = useQuery(membersQuery);
  return (
    <CouncilFrame title={text.cities} lead={text.lead}>
      <Awaited reading={members} what={text.membersWhat} lines={8}>{(read) => <Members council={read} />}</Awaited>
    </CouncilFrame>
  );
}

function Members({ council: { network, members } }: { council: CouncilMembers }) {
  const text = useText(councilText);
  const active = members.filter(({ status }) => status === "ACTIVE");
  const sealing = active.filter(({ live }) => live === "SEALING").length;
  return (
    <>
      <Section title={text.membersTitle(active.length)}>
        <Rang states={active.map(({ live }) => rangState[live])} />
        {network.consensus === "NONE" ? <Banner>{text.trial}</Banner> : <p>{text.sealing(sealing, active.length, network.blocksRead)}</p>}
        <MemberTable caption={text.membersTitle(active.length)} members={members} blocksRead={network.blocksRead} />
        <p className="m-note">{text.quorumNote(network.quorum, network.setSize)}</p>
      </Section>
      <QuorumCheck members={active} />
      <History members={members} />
    </>
  );
}

function History({ members }: { members: readonly Member[] }) {
  const text = useText(councilText);
  const changes = members
    .flatMap(({ cityName, changes: own }) => own.map((change) => ({ ...change, cityName })))
    .sort((one, other) => other.at.localeCompare(one.at));
  if (changes.length === 0) return null;
  return (
    <Section title={text.history}>
      <ul className="m-lignes">
        {changes.map(({ kind, cityName, at, validator }, index) => (
          <li key={`${index}-${at}`}>
            <p>{text.changeOf(text.changes[kind], cityName, formatDateTime(at))}</p>
            {kind === "VALIDATOR_REPLACED" && <p className="m-code m-break">{validator}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
