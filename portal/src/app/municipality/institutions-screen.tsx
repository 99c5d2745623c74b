import { useQuery } from "@tanstack/react-query";
import { InstitutionTable } from "../../features/participants/institution-table.tsx";
import { institutionsQuery } from "../../features/participants/institutions.ts";
import { institutionsText } from "../../i18n/institutions.text.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { institutionTabs } from "./navigation.ts";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** « Institutions »: merchants and organizations of the city. */
export function Component() {
  const text = useText(institutionsText);
  const sections = useText(municipalityText);
  const mayAccredit = usePowers().has("ACCREDIT");
  const institutions = useQuery(institutionsQuery);
  useActNews();
  return (
    <Page title={text.title} lead={text.lead} aside={mayAccredit ? <ButtonLink to="/ville/institutions/accrediter" icon="plus">{text.accredit}</ButtonLink> : undefined}>
      <SectionTabs label={sections.inSection(text.title)} tabs={institutionTabs} />
      {!mayAccredit && <p className="m-note">{text.cannot}</p>}
      <Awaited reading={institutions} what={text.what} lines={6}>
        {(read) =>
          read.length === 0 ? (
            <Empty level={2} title={text.none}>{text.noneNote}</Empty>
          ) : (
            <InstitutionTable institutions={read} addressOf={({ institution }) => `/ville/institutions/${institution}`} />
          )
        }
      </Awaited>
    </Page>
  );
}
