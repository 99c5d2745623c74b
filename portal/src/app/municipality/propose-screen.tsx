import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { CallList } from "../../features/governance/call-list.tsx";
import { DecisionFields } from "../../features/governance/decision-fields.tsx";
import { readDecision } from "../../features/governance/decision-form.ts";
import type { Decision, DecisionDraft } from "../../features/governance/decision-form.ts";
import { membersQuery } from "../../features/governance/members.ts";
import type { CouncilMembers } from "../../features/governance/members.ts";
import { councilActPaths, readCalls } from "../../features/governance/proposals.ts";
import type { Call } from "../../features/governance/proposals.ts";
import { draftAct } from "../../features/participants/acts.ts";
import { councilDecisionsText } from "../../i18n/council-decisions.text.ts";
import { councilText } from "../../i18n/council.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Actions, Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Input, TextArea } from "../../ui/input.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useMistakes } from "../../ui/use-mistakes.ts";
import { useActDraft } from "./use-act-draft.ts";

const TITLE_MIN = 3;
const TITLE_MAX = 120;
const TEXT_MIN = 10;
const DECISIONS_MAX = 5;

/** « Faire une proposition »: the text people read, and the closed list of what may be called. */
export function Component() {
  const text = useText(councilDecisionsText);
  const council = useText(councilText);
  const members = useQuery(membersQuery);
  return (
    <Page title={text.title} lead={<><Link to="/ville/conseil">{council.back}</Link><br />{text.lead}</>} narrow>
      <Awaited reading={members} what={council.membersWhat} lines={6}>{(read) => <ProposalForm members={read.members} />}</Awaited>
    </Page>
  );
}

type Request = { title: string; text: string; decisions: Decision[] };

function ProposalForm({ members }: { members: CouncilMembers["members"] }) {
  const text = useText(councilDecisionsText);
  const [title, setTitle] = useState("");
  const [body, setBody] = useState("");
  const [decisions, setDecisions] = useState<readonly DecisionDraft[]>([{ kind: "", values: {} }]);
  const draft = useActDraft((request: Request, key) => draftAct(councilActPaths.propose, request, key));
  const preview = useSubmission((read: Decision[]) => readCalls(read));
  const readings = decisions.map((decision, index) => readDecision(decision, index, text));
  const read = readings.flatMap((reading) => ("decision" in reading ? [reading.decision] : []));
  const isTitle = title.trim().length >= TITLE_MIN && title.trim().length <= TITLE_MAX;
  const check = () => [
    ...(isTitle ? [] : [{ fieldId: "title", message: text.titleError }]),
    ...(body.trim().length >= TEXT_MIN ? [] : [{ fieldId: "text", message: text.textError }]),
    ...readings.flatMap((reading) => ("mistakes" in reading ? reading.mistakes : [])),
  ];
  const { mistakes, submission, errorOf, attempt } = useMistakes(check, draft.problem);
  const change = (index: number, next: DecisionDraft | undefined) => {
    preview.renew();
    setDecisions((before) => before.flatMap((one, place) => (place !== index ? [one] : next === undefined ? [] : [next])));
  };
  return (
    <form
      className="m-stack m-stack-l"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        attempt(() => draft.submit({ title: title.trim(), text: body.trim(), decisions: read }));
      }}
    >
      <ErrorSummary mistakes={mistakes} submission={submission} />
      {draft.problem && draft.problem.fields.length === 0 && <ProblemBanner error={draft.problem} />}
      <Input id="title" label={text.proposalTitle} help={text.proposalTitleHelp} value={title} onValue={setTitle} maxLength={TITLE_MAX} error={errorOf("title")} />
      <TextArea id="text" label={text.text} help={text.textHelp} rows={8} value={body} onValue={setBody} error={errorOf("text")} />
      {decisions.map((decision, index) => (
        <DecisionFields
          key={index}
          index={index}
          draft={decision}
          cities={members}
          onDraft={(next) => change(index, next)}
          onRemove={decisions.length > 1 ? () => change(index, undefined) : undefined}
          errorOf={errorOf}
        />
      ))}
      <Actions>
        {decisions.length < DECISIONS_MAX && <Button look="second" onPress={() => setDecisions([...decisions, { kind: "", values: {} }])}>{text.add}</Button>}
        {read.length === decisions.length && <Button look="second" busy={preview.busy} onPress={() => preview.submit(read)}>{text.preview}</Button>}
      </Actions>
      {preview.problem && <ProblemBanner error={preview.problem} />}
      {preview.result && <Preview calls={preview.result} />}
      <Actions><Button type="submit" busy={draft.busy}>{text.prepare}</Button></Actions>
    </form>
  );
}

function Preview({ calls }: { calls: readonly Call[] }) {
  const text = useText(councilDecisionsText);
  return <Section title={text.previewTitle} panel><CallList calls={calls} /></Section>;
}
