import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sessionQuery } from "../../api/session.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { acceptInvitation, previewInvitation } from "../../features/participants/accept-invitation.ts";
import type { InvitationPreview } from "../../features/participants/accept-invitation.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { staffText } from "../../i18n/staff.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { useSigner } from "../../signing/use-signer.ts";
import { Banner } from "../../ui/banner.tsx";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Input } from "../../ui/input.tsx";
import { OperationProgress } from "../../ui/operation-progress.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { keyKindFor, makeInvitationKey } from "./make-invitation-key.ts";

type Found = { code: string; preview: InvitationPreview };

/** « Invitation »: the code handed over, what it gives, then the acceptance with a key of one's own. */
export function Component() {
  const text = useText(staffText);
  const [found, setFound] = useState<Found | undefined>();
  const [isPending, setPending] = useState<boolean | undefined>();
  return (
    <Page title={text.invitationTitle} lead={text.invitationLead} narrow>
      {isPending !== undefined ? (
        <>
          <Banner tone="ok" title={text.accepted} announce>{isPending ? text.acceptedPending : text.acceptedNow}</Banner>
          <Actions><ButtonLink to="/ouverture">{text.go}</ButtonLink></Actions>
        </>
      ) : found ? (
        <Acceptance found={found} onOther={() => setFound(undefined)} onAccepted={setPending} />
      ) : (
        <CodeForm onFound={setFound} />
      )}
    </Page>
  );
}

function CodeForm({ onFound }: { onFound: (found: Found) => void }) {
  const text = useText(staffText);
  const [code, setCode] = useState("");
  const preview = useSubmission(async (typed: string) => onFound({ code: typed, preview: await previewInvitation(typed) }));
  const { errorOf, attempt } = useMistakes(() => (code.trim() === "" ? [{ fieldId: "code", message: text.codeError }] : []), preview.problem);
  return (
    <form
      className="m-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => preview.submit(code.trim()));
      }}
    >
      {preview.problem && preview.problem.fields.length === 0 && <ProblemBanner error={preview.problem} />}
      <Input id="code" label={text.code} help={text.codeHelp} code value={code} onValue={setCode} error={errorOf("code")} autoComplete="off" autoCapitalize="characters" maxLength={40} />
      <Actions><Button type="submit" busy={preview.busy}>{text.see}</Button></Actions>
    </form>
  );
}

function Acceptance({ found: { code, preview }, onOther, onAccepted }: { found: Found; onOther: () => void; onAccepted: (isPending: boolean) => void }) {
  const text = useText(staffText);
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { keys, signer: present, isPending: isLooking } = useSigner();
  const keyKind = keyKindFor(preview, present);
  const acceptance = useSubmission(async (_: undefined, tools) => {
    if (!session) return;
    const key = await tools.once("key", () => makeInvitationKey(session, preview, keyKind, present));
    const pending = await acceptInvitation(code, key, tools);
    await queries.invalidateQueries(sessionQuery);
    await queries.invalidateQueries({ queryKey: ["own-keys"] });
    onAccepted(pending);
  });
  const status = acceptance.operationStatus;
  return (
    <Section title={text.previewTitle(preview.cityName)} panel>
      <PreviewFacts preview={preview} />
      {keyKind === "DEVICE" && <p>{text.needsKey}</p>}
      {keyKind === "PASSKEY" && <p>{text.needsKey} {text.needsPasskey}</p>}
      {keyKind === "PRESENT" && present?.demo && <DemoKeyBanner notice={keys?.demoNotice} />}
      {acceptance.problem && <ProblemBanner error={acceptance.problem} />}
      {acceptance.busy && status !== undefined && status in text.operation && <OperationProgress sentence={text.operation[status as keyof typeof text.operation]} />}
      <Actions>
        <Button busy={acceptance.busy || isLooking} onPress={() => acceptance.submit(undefined)} unavailableBecause={!isLooking && keyKind === "IMPOSSIBLE" ? text.noPasskeys : undefined}>{text.accept}</Button>
        <Button look="second" onPress={onOther}>{text.otherCode}</Button>
      </Actions>
      <p className="m-note">{text.previewNotYou}</p>
    </Section>
  );
}

function PreviewFacts({ preview }: { preview: InvitationPreview }) {
  const text = useText(staffText);
  const { powers: names } = useText(municipalityText);
  const powers = (preview.powers ?? []).map((power) => names[power]).join(", ");
  return (
    <DefinitionList
      items={[
        { term: text.previewName, value: preview.displayName },
        { term: text.role, value: text.roles[preview.role] },
        ...(preview.institutionName === undefined ? [] : [{ term: text.previewInstitution, value: preview.institutionName }]),
        ...(powers === "" ? [] : [{ term: text.powers, value: powers }]),
      ]}
    />
  );
}
