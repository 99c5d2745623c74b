import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { ContestForm } from "../../features/attestations/contest-form.tsx";
import type { ContestAnswer } from "../../features/attestations/contest-form.tsx";
import { contestLine } from "../../features/attestations/contest-line.ts";
import { pendingLinesQuery } from "../../features/attestations/pending-lines.ts";
import type { PendingLine } from "../../features/attestations/pending-lines.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { pendingLinesText } from "../../i18n/pending-lines.text.ts";
import { pointsText } from "../../i18n/points.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";

/** A resident says what is wrong with one line, before its window ends. */
export function Component() {
  const { sheetId = "", index = "" } = useParams();
  const text = useText(pendingLinesText);
  const points = useText(pointsText);
  const queries = useQueryClient();
  const lines = useQuery(pendingLinesQuery);
  const contest = useSubmission(async (answer: ContestAnswer, { idempotencyKey }) => {
    await contestLine({ sheetId, index: Number(index), ...answer }, idempotencyKey);
    await queries.invalidateQueries(pendingLinesQuery);
    return true;
  });
  if (contest.result) {
    return (
      <Page title={text.form.sent} narrow>
        <Banner tone="ok" announce>{text.form.sentNote}</Banner>
        <ButtonLink to="/points">{points.back}</ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={text.form.title} lead={text.form.lead} narrow>
      <Awaited reading={lines} what={text.what}>
        {(read) => {
          const line = read.find((each) => each.sheetId === sheetId && String(each.index) === index);
          if (!line) return <Closed sentence={text.form.gone} />;
          return (
            <>
              <LineFacts line={line} />
              {contest.problem && <ProblemBanner error={contest.problem} />}
              {line.canContest ? <ContestForm onSend={contest.submit} busy={contest.busy} /> : <Closed sentence={text.form.closed} />}
            </>
          );
        }}
      </Awaited>
    </Page>
  );
}

function LineFacts({ line }: { line: PendingLine }) {
  const { form } = useText(pendingLinesText);
  return (
    <section className="m-panel" aria-label={form.line}>
      <DefinitionList
        items={[
          { term: form.activity, value: line.activityTitle },
          { term: form.quantity, value: line.quantityText },
          { term: form.points, value: formatPoints(BigInt(line.points)) },
          { term: form.attested, value: line.institutionName },
          { term: form.until, value: formatDateTime(line.windowEndsAt) },
        ]}
      />
    </section>
  );
}

function Closed({ sentence }: { sentence: string }) {
  const points = useText(pointsText);
  return (
    <>
      <Banner>{sentence}</Banner>
      <ButtonLink to="/points">{points.back}</ButtonLink>
    </>
  );
}
