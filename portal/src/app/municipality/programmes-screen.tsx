import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { programmesQuery } from "../../features/points/programmes.ts";
import type { Programme } from "../../features/points/programmes.ts";
import { homeText } from "../../i18n/home.text.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { programmesText } from "../../i18n/programmes.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { BudgetBar, BudgetBars } from "../../ui/budget-bar.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";
import { Tag } from "../../ui/tag.tsx";
import { programmeTabs } from "./navigation.ts";
import { useActNews } from "./use-act-news.ts";
import { usePowers } from "./use-powers.ts";

/** « Programmes »: budgets under their resolutions, and the way to open one. */
export function Component() {
  const text = useText(programmesText);
  const sections = useText(municipalityText);
  const powers = usePowers();
  const programmes = useQuery(programmesQuery);
  useActNews();
  const opening = powers.has("PROGRAMME") ? <ButtonLink to="/ville/programmes/ouvrir" icon="plus">{text.open}</ButtonLink> : undefined;
  return (
    <Page title={text.title} lead={text.lead} aside={opening}>
      <SectionTabs label={sections.inSection(text.title)} tabs={programmeTabs(powers)} />
      {!powers.has("PROGRAMME") && <p className="m-note">{text.cannot}</p>}
      <Awaited reading={programmes} what={text.what} lines={6}>{(read) => <Programmes programmes={read} />}</Awaited>
    </Page>
  );
}

function Programmes({ programmes }: { programmes: readonly Programme[] }) {
  const text = useText(programmesText);
  const home = useText(homeText);
  if (programmes.length === 0) return <Empty level={2} title={text.none}>{text.noneNote}</Empty>;
  return (
    <div className="m-panel m-stack">
      <BudgetBars>
        {programmes.map((programme) => (
          <BudgetBar
            key={programme.programmeId}
            name={
              <>
                <Link to={`/ville/programmes/${programme.programmeId}`}>{programme.title}</Link> {programme.isTrial && <Tag tone="info">{home.trial}</Tag>}{" "}
                {programme.status === "CLOSED" && <Tag>{home.closed}</Tag>}
              </>
            }
            sentenceName={programme.title}
            resolution={text.resolution(programme.resolution.label)}
            postedPoints={BigInt(programme.issuedPoints)}
            pendingPoints={BigInt(programme.reservedPoints)}
            votedPoints={BigInt(programme.budgetPoints)}
          />
        ))}
      </BudgetBars>
    </div>
  );
}
