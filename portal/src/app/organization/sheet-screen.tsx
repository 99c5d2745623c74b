import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { activitiesQuery } from "../../features/attestations/activities.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { SheetEditor } from "./sheet-editor.tsx";

/** « Feuille d'heures » of one activity. */
export function Component() {
  const { activityId = "" } = useParams();
  const text = useText(sheetsText);
  const activities = useQuery(activitiesQuery);
  const activity = activities.data?.find((one) => one.activityId === activityId);
  if (activity) return <SheetEditor key={activityId} activity={activity} />;
  return (
    <Page title={text.sheet.title}>
      <Awaited reading={activities} what={text.sheet.what} lines={6}>
        {() => <Empty title={text.sheet.unknown} action={<ButtonLink to="/organisme/activites">{text.create.back}</ButtonLink>}>{text.sheet.unknownNote}</Empty>}
      </Awaited>
    </Page>
  );
}
