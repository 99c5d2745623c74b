import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useActingFor } from "../../api/use-acting-for.ts";
import { ActivityList } from "../../features/attestations/activity-list.tsx";
import { activitiesQuery } from "../../features/attestations/activities.ts";
import type { Activity } from "../../features/attestations/activities.ts";
import { browserShelf, loadDraft } from "../../features/attestations/kept-draft.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";

/** « Activités »: what the organization does, week by week, and each one's sheet. */
export function Component() {
  const { activities: text } = useText(sheetsText);
  const { institutionName } = useActingFor();
  const activities = useQuery(activitiesQuery);
  const create = <ButtonLink to="/organisme/activites/nouvelle" icon="plus">{text.create}</ButtonLink>;
  return (
    <Page title={text.title} lead={institutionName} aside={create}>
      <Awaited reading={activities} what={text.what} lines={6}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={text.none} action={create}>{text.noneNote}</Empty>
          ) : (
            <ActivityList activities={list} institutionName={institutionName} actionOf={(activity) => <SheetLink activity={activity} />} />
          )
        }
      </Awaited>
    </Page>
  );
}

function SheetLink({ activity }: { activity: Activity }) {
  const { activities: text } = useText(sheetsText);
  const [hasDraft] = useState(() => loadDraft(browserShelf(), activity.activityId, Date.now()) !== undefined);
  const [label, name] = hasDraft ? [text.finishSheet, text.finishSheetLabel] : activity.sheetCount > 0 ? [text.addPart, text.addPartLabel] : [text.openSheet, text.openSheetLabel];
  return <Link to={`/organisme/activites/${activity.activityId}/feuille`} aria-label={name(activity.title)}>{label}</Link>;
}
