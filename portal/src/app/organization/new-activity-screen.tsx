import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { ActivityForm } from "../../features/attestations/activity-form.tsx";
import { createActivity } from "../../features/attestations/activities.ts";
import type { NewActivity } from "../../features/attestations/activities.ts";
import { programmesQuery } from "../../features/points/programmes.ts";
import { civilDay } from "../../i18n/format-date.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";

/** A new activity of one week; its sheet opens next. */
export function Component() {
  const { create: text, activities: list } = useText(sheetsText);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const programmes = useQuery(programmesQuery);
  const creation = useSubmission(async (asked: NewActivity, tools) => {
    const activity = await createActivity(asked, tools.idempotencyKey);
    await queries.invalidateQueries({ queryKey: ["acting", "activities"] });
    await navigate(`/organisme/activites/${activity.activityId}/feuille`);
  });
  return (
    <Page title={text.title} lead={text.lead} narrow>
      {creation.problem && <ProblemBanner error={creation.problem} />}
      <Awaited reading={programmes} what={list.programme} lines={5}>
        {(all) => {
          const open = all.filter(({ status }) => status === "OPEN").map(({ programmeId, title, resolution }) => ({ programmeId, title, resolution: resolution.label }));
          if (open.length === 0) return <Empty title={text.noProgramme} action={<ButtonLink to="/organisme/activites">{text.back}</ButtonLink>}>{text.noProgrammeNote}</Empty>;
          return <ActivityForm programmes={open} today={civilDay(Date.now())} busy={creation.busy} onChange={creation.renew} onSave={creation.submit} />;
        }}
      </Awaited>
    </Page>
  );
}
