import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { CollectionNoticeView } from "../../features/accounts/collection-notice-view.tsx";
import { enrol } from "../../features/accounts/enrol.ts";
import { enrolmentQuery } from "../../features/accounts/enrolment.ts";
import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";

/** Enrolment: what is collected and how points work are read first; one act follows, which makes this device's key. */
export function Component() {
  const { enrolment: text, keys, operation } = useText(accountsText);
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const enrolment = useQuery(enrolmentQuery);
  const opening = useSubmission(async (noticeVersion: string, { idempotencyKey, onStatus }) => {
    if (!session?.person) return false;
    await enrol({ network: session.network, personId: session.person.personId, noticeVersion, label: keys.deviceLabel, idempotencyKey, onStatus });
    await queries.invalidateQueries(sessionQuery);
    return true;
  });
  if (opening.result) {
    return (
      <Page title={text.opened} narrow>
        <Banner tone="ok" announce>{text.openedNote}</Banner>
        <Actions>
          <ButtonLink to="/points">{text.toPoints}</ButtonLink>
          <ButtonLink to="/profil/cles" look="second" icon="key">{text.addPasskey}</ButtonLink>
        </Actions>
      </Page>
    );
  }
  const status = opening.operationStatus;
  return (
    <Page title={enrolment.data?.status === "ENROLLED" && session?.person?.isEnrolled ? text.already : text.title} narrow>
      <Awaited reading={enrolment} what={text.what} lines={6}>
        {(read) =>
          read.status === "ENROLLED" && session?.person?.isEnrolled ? (
            <>
              <p>{text.alreadyNote}</p>
              <ButtonLink to="/points">{text.toPoints}</ButtonLink>
            </>
          ) : (
            <>
              <CollectionNoticeView enrolment={read} />
              {opening.problem && <ProblemBanner error={opening.problem} />}
              {opening.busy && <OperationProgress sentence={status !== undefined && status in operation ? operation[status as keyof typeof operation] : operation.accepted} />}
              <p>{text.openNote}</p>
              <Button look="pay" busy={opening.busy} onPress={() => opening.submit(read.noticeVersion)}>{text.open}</Button>
            </>
          )
        }
      </Awaited>
    </Page>
  );
}
