import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { draftPower, officersQuery, POWERS } from "../../features/participants/officers.ts";
import type { Officer, Power } from "../../features/participants/officers.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { staffText } from "../../i18n/staff.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Button } from "../../ui/button.tsx";
import { More } from "../../ui/more.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { Tag } from "../../ui/tag.tsx";
import { InvitationsSection } from "./invitations-section.tsx";
import { institutionTabs } from "./navigation.ts";
import { useActDraft } from "./use-act-draft.ts";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** « Personnel »: invitations, and the powers of officers. */
export function Component() {
  const text = useText(staffText);
  const sections = useText(municipalityText);
  const officers = useQuery(officersQuery);
  useActNews();
  return (
    <Page title={text.title} lead={text.lead}>
      <SectionTabs label={sections.inSection(sections.institutions)} tabs={institutionTabs} />
      <InvitationsSection />
      <Section title={text.officers}>
        <Awaited reading={officers} what={text.officersWhat} lines={5}>
          {(rows) => (rows.length === 0 ? <p className="m-note">{text.officersNone}</p> : <Officers officers={rows} />)}
        </Awaited>
      </Section>
    </Page>
  );
}

function Officers({ officers }: { officers: readonly Officer[] }) {
  const text = useText(staffText);
  const { powers: names } = useText(municipalityText);
  const isAdmin = usePowers().has("ADMIN");
  const [changing, setChanging] = useState<string | undefined>();
  const draft = useActDraft((change: { personId: string; power: Power; granted: boolean }, key) => draftPower(change, key));
  return (
    <>
      {isAdmin && <p className="m-note">{text.changeNote}</p>}
      <ul className="m-panel m-lignes">
        {officers.map(({ personId, displayName, powers, hasSigner }) => (
          <li key={personId}>
            <div className="m-row m-row--split">
              <b>{displayName}</b>
              <span className="m-row">
                {powers.map((power) => <Tag key={power} tone="info">{names[power]}</Tag>)}
                {powers.length === 0 && <Tag>{text.noPower}</Tag>}
                {!hasSigner && <Tag tone="warn">{text.noKey}</Tag>}
              </span>
            </div>
            {changing === personId && draft.problem && <ProblemBanner error={draft.problem} />}
            {isAdmin && (
              <More summary={text.change(displayName)}>
                <div className="m-actions">
                  {POWERS.map((power) => {
                    const held = powers.includes(power);
                    const press = () => {
                      setChanging(personId);
                      draft.submit({ personId, power, granted: !held });
                    };
                    return <Button key={power} look={held ? "danger" : "second"} busy={draft.busy} onPress={press}>{held ? text.take(names[power]) : text.grant(names[power])}</Button>;
                  })}
                </div>
              </More>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
