import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import type { Hex } from "viem";
import { actFor } from "../api/act-for.ts";
import { sessionQuery } from "../api/session.ts";
import type { Role, RoleKind } from "../api/session.ts";
import { useSubmission } from "../api/use-submission.ts";
import { actingForText } from "../i18n/acting-for.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Button } from "../ui/button.tsx";
import { Choice, ChoiceList } from "../ui/choice-list.tsx";
import { Loading } from "../ui/loading.tsx";
import { Page } from "../ui/page.tsx";
import { ProblemBanner } from "../ui/problem-banner.tsx";

type InstitutionRole = Role & { institution: Hex };

/** One entry an institution: who holds two roles in one of them chooses the institution, not the role. */
function institutionsOf(roles: readonly Role[], kinds: readonly RoleKind[]): InstitutionRole[] {
  const found = new Map<Hex, InstitutionRole>();
  for (const role of roles) {
    const { institution } = role;
    if (institution !== undefined && kinds.includes(role.kind) && !found.has(institution)) found.set(institution, { ...role, institution });
  }
  return [...found.values()];
}

type ActingForDoorProps = { kinds: readonly RoleKind[]; title: string; children: ReactNode };

/** What lies behind is done for an institution: the only one by itself, one of several by choice. */
export function ActingForDoor({ kinds, title, children }: ActingForDoorProps) {
  const text = useText(actingForText);
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const [choosing, setChoosing] = useState(false);
  const step = useSubmission(async (institution: Hex) => {
    const changed = await actFor(institution);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] === "acting" });
    queries.setQueryData(sessionQuery.queryKey, changed);
    setChoosing(false);
  });
  const actingFor = session?.person?.actingFor;
  const isThere = actingFor !== undefined && kinds.includes(actingFor.kind);
  const institutions = institutionsOf(session?.person?.roles ?? [], kinds);
  const [only] = institutions;
  const alone = institutions.length === 1 ? only?.institution : undefined;
  const { submit } = step;
  useEffect(() => {
    if (!isThere && alone !== undefined) submit(alone);
  }, [isThere, alone, submit]);
  if (isThere && !choosing) {
    return (
      <>
        {institutions.length > 1 && (
          <div className="m-wrap">
            <p className="m-row m-note">{text.actingFor(actingFor.institutionName)} <Button look="quiet" onPress={() => setChoosing(true)}>{text.change}</Button></p>
          </div>
        )}
        {children}
      </>
    );
  }
  if (alone !== undefined) {
    if (step.problem) return <Page title={title} narrow><ProblemBanner error={step.problem} onRetry={() => submit(alone)} /></Page>;
    return <div className="m-wrap m-page"><Loading what={text.opening} /></div>;
  }
  const noteOf = (kind: RoleKind) => (kind === "COORDINATOR" ? text.asCoordinator : kind === "MERCHANT_OWNER" ? text.asOwner : text.asCashier);
  return (
    <Page title={title} narrow lead={text.note}>
      {step.problem && <ProblemBanner error={step.problem} />}
      <ChoiceList>
        {institutions.map(({ institution, institutionName, kind }) => (
          <Choice key={institution} icon={kind === "COORDINATOR" ? "clock" : "shop"} title={institutionName ?? noteOf(kind)} note={noteOf(kind)} busy={step.busy} onPress={() => submit(institution)} />
        ))}
      </ChoiceList>
    </Page>
  );
}
