import { useState } from "react";
import { draftStatus } from "../../features/participants/institutions.ts";
import type { Institution, InstitutionStatus } from "../../features/participants/institutions.ts";
import { institutionsText } from "../../i18n/institutions.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Input } from "../../ui/input.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

const REASON_MIN = 3;

/** Suspension, reinstatement or closing: the consequence is said, the reason asked, and an officer signs the act. */
export function InstitutionStatusForm({ institution }: { institution: Institution }) {
  const text = useText(institutionsText);
  const [asked, setAsked] = useState<InstitutionStatus | undefined>();
  const [reason, setReason] = useState("");
  const draft = useActDraft((status: InstitutionStatus, key) => draftStatus(institution.institution, status, reason.trim(), key));
  const check = () => (reason.trim().length < REASON_MIN ? [{ fieldId: "reason", message: text.reasonError }] : []);
  const { errorOf, attempt } = useMistakes(check, draft.problem);
  const words = asked && wordsOf(asked, institution.kind, text);
  return (
    <Section title={text.change} panel>
      <Actions>
        {institution.status === "ACTIVE" ? (
          <Button look="second" onPress={() => setAsked("SUSPENDED")}>{text.suspend}</Button>
        ) : (
          <Button onPress={() => setAsked("ACTIVE")}>{text.reinstate}</Button>
        )}
        <Button look="danger" onPress={() => setAsked("CLOSED")}>{text.closeFor}</Button>
      </Actions>
      <Dialog
        open={asked !== undefined}
        title={words?.title ?? ""}
        onClose={() => setAsked(undefined)}
        actions={
          <>
            <Button look={asked === "ACTIVE" ? "normal" : "danger"} busy={draft.busy} onPress={() => attempt(() => asked && draft.submit(asked))}>{text.prepare}</Button>
            <Button look="second" onPress={() => setAsked(undefined)}>{text.back}</Button>
          </>
        }
      >
        {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
        <p>{words?.note}</p>
        <Input id="reason" label={text.reason} help={text.reasonHelp} value={reason} onValue={setReason} error={errorOf("reason")} maxLength={300} />
      </Dialog>
    </Section>
  );
}

function wordsOf(status: InstitutionStatus, kind: Institution["kind"], text: typeof institutionsText.fr): { title: string; note: string } {
  if (status === "ACTIVE") return { title: text.reinstateTitle, note: text.reinstateNote };
  if (status === "CLOSED") return { title: text.closeTitle, note: text.closeNote };
  return { title: text.suspendTitle, note: kind === "MERCHANT" ? text.suspendMerchant : text.suspendOrganization };
}
