import type { ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useCityEvent } from "../../api/use-city-event.ts";
import { councilText } from "../../i18n/council.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Page } from "../../ui/page.tsx";
import { SectionTabs } from "../../ui/section-tabs.tsx";

/** The council room's pages, read again each time the city says that one of its facts moved. */
export function CouncilFrame({ title, lead, aside, children }: { title: string; lead?: ReactNode; aside?: ReactNode; children: ReactNode }) {
  const text = useText(councilText);
  const queries = useQueryClient();
  const readAgain = () => void queries.invalidateQueries({ queryKey: ["council"] });
  useCityEvent("council-changed", readAgain);
  useCityEvent("act-changed", readAgain);
  return (
    <Page title={title} lead={lead} aside={aside}>
      <SectionTabs
        label={text.tabs}
        tabs={[
          { to: "/ville/conseil", label: text.proposals, end: true },
          { to: "/ville/conseil/villes", label: text.cities },
          { to: "/ville/conseil/pause", label: text.pause },
        ]}
      />
      {children}
    </Page>
  );
}
