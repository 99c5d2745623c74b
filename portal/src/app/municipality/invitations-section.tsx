import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubmission } from "../../api/use-submission.ts";
import { invitationsQuery, withdrawInvitation } from "../../features/participants/invitations.ts";
import type { Invitation } from "../../features/participants/invitations.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { staffText } from "../../i18n/staff.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Button } from "../../ui/button.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { CellMore, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import { InvitationForm } from "./invitation-form.tsx";

const toneOf: Record<Invitation["status"], TagTone> = { OPEN: "info", ACCEPTED: "ok", EXPIRED: "warn", WITHDRAWN: "neutral" };

/** The form that invites, and every invitation with where it is. */
export function InvitationsSection() {
  const text = useText(staffText);
  const invitations = useQuery(invitationsQuery);
  return (
    <>
      <Section title={text.invite} panel>
        <p>{text.inviteLead}</p>
        <InvitationForm />
      </Section>
      <Section title={text.pending}>
        <Awaited reading={invitations} what={text.pendingWhat}>
          {(rows) => (rows.length === 0 ? <p className="m-note">{text.pendingNone}</p> : <InvitationTable rows={rows} />)}
        </Awaited>
      </Section>
    </>
  );
}

function InvitationTable({ rows }: { rows: readonly Invitation[] }) {
  const text = useText(staffText);
  const { powers: names } = useText(municipalityText);
  const queries = useQueryClient();
  const withdrawal = useSubmission(async (id: string) => {
    await withdrawInvitation(id);
    await queries.invalidateQueries(invitationsQuery);
  });
  const forWhat = ({ institutionName, powers = [] }: Invitation) =>
    institutionName ?? powers.map((power) => names[power]).join(", ");
  return (
    <>
      {withdrawal.problem && <ProblemBanner error={withdrawal.problem} />}
      <div className="m-panel m-panel--flush">
        <Table
          caption={text.pending}
          captionHidden
          cards
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: "name", head: text.name, cell: ({ displayName }) => displayName },
            { key: "role", head: text.role, cell: (one) => <>{text.roles[one.role]}<CellMore>{forWhat(one)}</CellMore></> },
            { key: "status", head: text.state, cell: ({ status }) => <Tag tone={toneOf[status]}>{text.statuses[status]}</Tag> },
            { key: "expires", head: text.expires, cell: ({ expiresAt }) => formatDateTime(expiresAt) },
            {
              key: "withdraw",
              head: text.withdraw,
              cell: ({ id, status, displayName }) =>
                status === "OPEN" && <Button look="quiet" busy={withdrawal.busy} label={text.withdrawNamed(displayName)} onPress={() => withdrawal.submit(id)}>{text.withdraw}</Button>,
            },
          ]}
        />
      </div>
    </>
  );
}
