import { useState } from "react";
import { useCity } from "../../cities/city-context.ts";
import { councilActPaths } from "../../features/governance/proposals.ts";
import type { Ballot, Support } from "../../features/governance/proposals.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { councilText } from "../../i18n/council.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

const supports: readonly Support[] = ["FOR", "AGAINST", "ABSTAIN"];

/** The city's vote, as an act for its delegate to sign. */
export function VoteForm({ proposalId, ballot }: { proposalId: string; ballot: Ballot["ballot"] }) {
  const text = useText(councilText);
  const { name } = useCity();
  const [support, setSupport] = useState<string>();
  const draft = useActDraft((vote: { ballot: Ballot["ballot"]; support: string }, key) => draftAct(councilActPaths.vote(proposalId), vote, key));
  const { mistakes, submission, errorOf, attempt } = useMistakes(
    () => (support === undefined ? [{ fieldId: "support", message: text.voteMissing }] : []),
    draft.problem,
  );
  return (
    <Section title={text.voteTitle(name)} panel>
      <p>{text.voteLead}</p>
      <form
        className="m-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          attempt(() => draft.submit({ ballot, support: support ?? "" }));
        }}
      >
        <ErrorSummary mistakes={mistakes} submission={submission} />
        {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
        <RadioGroup
          id="support"
          label={text.voteChoice}
          value={support}
          error={errorOf("support")}
          options={supports.map((value) => ({ value, label: text.supports[value] }))}
          onValue={setSupport}
        />
        <Actions><Button type="submit" busy={draft.busy}>{text.prepare}</Button></Actions>
      </form>
    </Section>
  );
}
