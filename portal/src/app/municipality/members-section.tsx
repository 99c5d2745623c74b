import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSubmission } from "../../api/use-submission.ts";
import type { Institution } from "../../features/participants/institutions.ts";
import { membersQuery, removeMember } from "../../features/participants/members.ts";
import type { Member } from "../../features/participants/members.ts";
import { formatShortDate } from "../../i18n/format-date.ts";
import { institutionsText } from "../../i18n/institutions.text.ts";
import { staffText } from "../../i18n/staff.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Table } from "../../ui/table.tsx";

/** Who acts for an institution, and the end of a role. */
export function MembersSection({ institution }: { institution: Institution }) {
  const text = useText(institutionsText);
  const { roles } = useText(staffText);
  const queries = useQueryClient();
  const query = membersQuery(institution.institution);
  const members = useQuery(query);
  const [leaving, setLeaving] = useState<Member | undefined>();
  const removal = useSubmission(async (member: Member, tools) => {
    setLeaving(undefined);
    queries.setQueryData(query.queryKey, await removeMember(institution.institution, member.id, tools));
    await queries.invalidateQueries({ queryKey: ["acts"] });
    return member.displayName;
  });
  return (
    <Section title={text.members}>
      <p>{text.membersLead}</p>
      {removal.problem && <ProblemBanner error={removal.problem} />}
      {removal.result !== undefined && <Banner tone="ok" title={text.memberRemoved} announce>{removal.result}</Banner>}
      <Awaited reading={members} what={text.membersWhat}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="m-note">{text.membersNone}</p>
          ) : (
            <div className="m-panel m-panel--flush">
              <Table
                caption={text.members}
                captionHidden
                cards
                rows={rows}
                rowKey={({ id }) => id}
                columns={[
                  { key: "name", head: text.name, cell: ({ displayName }) => displayName },
                  { key: "role", head: text.role, cell: ({ role }) => roles[role] },
                  { key: "since", head: text.since, cell: ({ since }) => formatShortDate(since) },
                  {
                    key: "remove",
                    head: text.removeTerminal,
                    cell: (member) => <Button look="quiet" busy={removal.busy} label={text.removeMember(member.displayName)} onPress={() => setLeaving(member)}>{text.removeTerminal}</Button>,
                  },
                ]}
              />
            </div>
          )
        }
      </Awaited>
      <Actions><ButtonLink to={`/ville/institutions/personnel?${new URLSearchParams({ institution: institution.institution })}`} look="second">{text.invite}</ButtonLink></Actions>
      <Dialog
        open={leaving !== undefined}
        title={leaving ? text.removeMemberTitle(leaving.displayName) : ""}
        onClose={() => setLeaving(undefined)}
        actions={
          <>
            {leaving && <Button look="danger" onPress={() => removal.submit(leaving)}>{text.removeMemberConfirm}</Button>}
            <Button look="second" onPress={() => setLeaving(undefined)}>{text.keep}</Button>
          </>
        }
      >
        <p>{text.removeMemberNote}</p>
      </Dialog>
    </Section>
  );
}
