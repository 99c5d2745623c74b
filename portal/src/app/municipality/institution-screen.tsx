import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { InstitutionTag } from "../../features/participants/institution-tag.tsx";
import { institutionQuery } from "../../features/participants/institutions.ts";
import type { Institution } from "../../features/participants/institutions.ts";
import { formatDate } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { institutionsText } from "../../i18n/institutions.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import type { Definition } from "../../ui/definition-list.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { InstitutionStatusForm } from "./institution-status-form.tsx";
import { MembersSection } from "./members-section.tsx";
import { TerminalsSection } from "./terminals-section.tsx";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** One institution: what it is, its people, its terminals, its status. */
export function Component() {
  const { institution = "" } = useParams();
  const text = useText(institutionsText);
  const reading = useQuery(institutionQuery(institution));
  useActNews();
  return (
    <Page title={reading.data?.name ?? text.title} lead={reading.data?.category} aside={reading.data && <InstitutionTag status={reading.data.status} />}>
      <Awaited reading={reading} what={text.oneWhat} lines={5}>{(read) => <InstitutionPage institution={read} />}</Awaited>
    </Page>
  );
}

function InstitutionPage({ institution }: { institution: Institution }) {
  const text = useText(institutionsText);
  const mayAccredit = usePowers().has("ACCREDIT");
  const { kind, status, suspensionEndsAt } = institution;
  return (
    <>
      {status === "SUSPENDED" && suspensionEndsAt && <Banner tone="warn" title={text.statuses.SUSPENDED}>{text.suspendedUntil(formatDate(suspensionEndsAt))}</Banner>}
      {status === "CLOSED" && <Banner>{text.closedNote}</Banner>}
      <div className="m-cols">
        <div className="m-panel"><DefinitionList items={factsOf(institution, text)} /></div>
        {mayAccredit && kind !== "CITY" && status !== "CLOSED" && <InstitutionStatusForm institution={institution} />}
      </div>
      {mayAccredit && <MembersSection institution={institution} />}
      {mayAccredit && kind !== "ORGANIZATION" && <TerminalsSection merchant={institution.institution} isActive={status === "ACTIVE"} />}
      {!mayAccredit && <Section title={text.members}><p className="m-note">{text.cannot}</p></Section>}
    </>
  );
}

function factsOf({ kind, address, phone, dailyCeilingPoints, sinceDate }: Institution, text: typeof institutionsText.fr): Definition[] {
  return [
    { term: text.kind, value: text.kinds[kind] },
    ...(address === undefined ? [] : [{ term: text.address, value: address }]),
    ...(phone === undefined ? [] : [{ term: text.phone, value: phone }]),
    ...(kind === "MERCHANT" && dailyCeilingPoints !== undefined ? [{ term: text.dailyCeiling, value: formatPoints(BigInt(dailyCeilingPoints)) }] : []),
    { term: text.since, value: formatDate(`${sinceDate}T16:00:00Z`) },
  ];
}
