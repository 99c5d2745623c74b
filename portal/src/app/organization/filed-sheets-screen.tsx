import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useActingFor } from "../../api/use-acting-for.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { SheetTable } from "../../features/attestations/sheet-table.tsx";
import { sheetsQuery } from "../../features/attestations/sheets.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";

/** « Feuilles déposées »: each sheet and where it is. */
export function Component() {
  const { filed: text } = useText(sheetsText);
  const queries = useQueryClient();
  const { institutionName } = useActingFor();
  const sheets = useQuery(sheetsQuery);
  useCityEvent("sheet-changed", () => void queries.invalidateQueries({ queryKey: ["acting", "sheets"] }));
  const disputed = sheets.data?.filter(({ counts }) => counts.disputed > 0).length ?? 0;
  return (
    <Page title={text.title} lead={institutionName}>
      {disputed > 0 && <Banner tone="bad" title={disputed < 2 ? text.disputedTitle : text.disputedTitleMany}>{text.disputedNote}</Banner>}
      <Awaited reading={sheets} what={text.what} lines={6}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={text.none} action={<ButtonLink to="/organisme/activites">{text.toActivities}</ButtonLink>}>{text.noneNote}</Empty>
          ) : (
            <SheetTable sheets={list} institutionName={institutionName} />
          )
        }
      </Awaited>
    </Page>
  );
}
