import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { institutionsQuery } from "../../features/participants/institutions.ts";
import type { Institution } from "../../features/participants/institutions.ts";
import { invitationsQuery, invite } from "../../features/participants/invitations.ts";
import type { InvitationRequest, InvitationRole } from "../../features/participants/invitations.ts";
import { POWERS } from "../../features/participants/officers.ts";
import { OneTimeCode } from "../../features/participants/one-time-code.tsx";
import { formatDateTime } from "../../i18n/format-date.ts";
import { municipalityText } from "../../i18n/municipality.text.ts";
import { staffText } from "../../i18n/staff.text.ts";
import { useText } from "../../i18n/use-text.ts";
import type { Powers } from "../role-section.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import type { FieldMistake } from "../../ui/error-summary.tsx";
import { FieldError } from "../../ui/field.tsx";
import { Input } from "../../ui/input.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Select } from "../../ui/select.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { usePowers } from "./use-powers.ts";

type Form = { role: InvitationRole; displayName: string; institution: string; powers: readonly string[] };

/** ADMIN invites staff, ACCREDIT whoever acts for an institution. */
function rolesFor(powers: Powers): InvitationRole[] {
  const acting: InvitationRole[] = ["COORDINATOR", "CASHIER", "MERCHANT_OWNER"];
  return [...(powers.has("ACCREDIT") ? acting : []), ...(powers.has("ADMIN") ? (["OFFICER", "AUDITOR"] as const) : [])];
}

function institutionsFor(role: InvitationRole, institutions: readonly Institution[]): Institution[] {
  const wanted = role === "COORDINATOR" ? "ORGANIZATION" : "MERCHANT";
  return institutions.filter(({ kind, status }) => (kind === wanted || kind === "CITY") && status !== "CLOSED");
}

const isStaff = (role: InvitationRole) => role === "OFFICER" || role === "AUDITOR";

function mistakesOf(form: Form, institution: Institution | undefined, text: typeof staffText.fr): FieldMistake[] {
  const found: FieldMistake[] = [];
  if (form.displayName.trim().length < 2) found.push({ fieldId: "displayName", message: text.nameError });
  if (!isStaff(form.role) && institution === undefined) found.push({ fieldId: "institution", message: text.chooseInstitution });
  if (form.role === "OFFICER" && form.powers.length === 0) found.push({ fieldId: "power-ADMIN", message: text.powersError });
  return found;
}

/** Invites by name: the code is shown once, to be handed over. */
export function InvitationForm() {
  const text = useText(staffText);
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const roles = rolesFor(usePowers());
  const { data: institutions = [] } = useQuery(institutionsQuery);
  const asked = institutions.find(({ institution }) => institution === search.get("institution"));
  const firstRole = asked && roles.includes("CASHIER") ? (asked.kind === "MERCHANT" ? "CASHIER" : "COORDINATOR") : roles[0];
  const [typed, setTyped] = useState<Partial<Form>>({});
  const form: Form = { role: firstRole ?? "COORDINATOR", displayName: "", institution: asked?.institution ?? "", powers: [], ...typed };
  const offered = institutionsFor(form.role, institutions);
  const institution = offered.find((one) => one.institution === form.institution);
  const change = (part: Partial<Form>) => setTyped((before) => ({ ...before, ...part }));
  const invitation = useSubmission(async (request: InvitationRequest) => {
    const created = await invite(request);
    await queries.invalidateQueries(invitationsQuery);
    return created;
  });
  const { mistakes, submission, errorOf, attempt } = useMistakes(() => mistakesOf(form, institution, text), invitation.problem);
  const send = () =>
    invitation.submit({
      role: form.role,
      displayName: form.displayName.trim(),
      ...(isStaff(form.role) || !institution ? {} : { institution: institution.institution }),
      ...(form.role === "OFFICER" ? { powers: [...form.powers] } : {}),
    });
  const created = invitation.result;
  if (created?.code !== undefined) {
    return (
      <OneTimeCode title={text.codeTitle(created.displayName)} code={created.code} done={text.codeDone} onDone={() => { setTyped({}); invitation.renew(); }}>
        {text.codeNote(formatDateTime(created.expiresAt))}
      </OneTimeCode>
    );
  }
  return (
    <form
      className="m-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        attempt(send);
      }}
    >
      <ErrorSummary mistakes={mistakes} submission={submission} />
      {invitation.problem && invitation.problem.fields.length === 0 && <ProblemBanner error={invitation.problem} />}
      <Input id="displayName" label={text.name} help={text.nameHelp} value={form.displayName} onValue={(displayName) => change({ displayName })} error={errorOf("displayName")} maxLength={120} autoComplete="off" />
      <Select
        id="role"
        label={text.role}
        value={form.role}
        options={roles.map((role) => ({ value: role, label: text.roles[role] }))}
        onValue={(value) => change({ role: roles.find((role) => role === value) ?? form.role })}
      />
      {!isStaff(form.role) && (
        <Select
          id="institution"
          label={text.institution}
          value={institution?.institution ?? ""}
          error={errorOf("institution")}
          options={[{ value: "", label: text.chooseInstitution }, ...offered.map((one) => ({ value: one.institution, label: one.name }))]}
          onValue={(value) => change({ institution: value })}
        />
      )}
      {form.role === "OFFICER" && <PowerChoice chosen={form.powers} error={errorOf("power-ADMIN")} onChosen={(powers) => change({ powers })} />}
      <Actions>
        <Button type="submit" busy={invitation.busy}>{text.createCode}</Button>
      </Actions>
    </form>
  );
}

function PowerChoice({ chosen, error, onChosen }: { chosen: readonly string[]; error: string | undefined; onChosen: (powers: string[]) => void }) {
  const text = useText(staffText);
  const { powers: names } = useText(municipalityText);
  return (
    <fieldset className={error ? "m-field m-stack is-err" : "m-field m-stack"}>
      <legend className="m-label">{text.powers}</legend>
      {error && <FieldError id="powers">{error}</FieldError>}
      {POWERS.map((power) => (
        <Checkbox
          key={power}
          id={`power-${power}`}
          checked={chosen.includes(power)}
          onChecked={(checked) => onChosen(checked ? [...chosen, power] : chosen.filter((one) => one !== power))}
        >
          {names[power]}
        </Checkbox>
      ))}
    </fieldset>
  );
}
