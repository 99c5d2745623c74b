import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubmission } from "../../api/use-submission.ts";
import { markNoticeRead, noticesQuery, unreadCount } from "../../features/accounts/notices.ts";
import { NoticeList } from "../../features/accounts/notice-list.tsx";
import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";

/** « Avis »: what the city and the ledger told this person, newest first. */
export function Component() {
  const { notices: text } = useText(accountsText);
  const queries = useQueryClient();
  const notices = useQuery(noticesQuery);
  const reading = useSubmission(async (ids: readonly string[]) => {
    for (const id of ids) await markNoticeRead(id);
    await queries.invalidateQueries(noticesQuery);
  });
  return (
    <Page title={text.title} lead={text.lead} narrow>
      {reading.problem && <ProblemBanner error={reading.problem} />}
      <Awaited reading={notices} what={text.what} lines={5}>
        {(read) => (
          <>
            {unreadCount(read) > 1 && (
              <Button look="second" busy={reading.busy} onPress={() => reading.submit(read.filter((notice) => !notice.readAt).map((notice) => notice.id))}>{text.markAllRead}</Button>
            )}
            <NoticeList notices={read} busy={reading.busy} onRead={(id) => reading.submit([id])} />
          </>
        )}
      </Awaited>
    </Page>
  );
}
