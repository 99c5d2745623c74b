import { formatDateTime } from "../../i18n/format-date.ts";
import { municipalActsText } from "../../i18n/municipal-acts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Section } from "../../ui/panel.tsx";
import { Steps } from "../../ui/steps.tsx";
import type { Step } from "../../ui/steps.tsx";
import { SignedValues } from "./signed-values.tsx";
import type { Act } from "./acts.ts";

/** What is signed, in plain words, who signed, and how far the act is. */
export function ActView({ act, powerName }: { act: Act; powerName: string }) {
  const text = useText(municipalActsText);
  return (
    <div className="m-cols m-cols--7-5">
      <Section title={text.signed} panel>
        <DefinitionList
          items={[
            ...act.details.map(({ label, value }) => ({ term: label, value })),
            { term: text.power, value: powerName },
            { term: text.validBefore, value: formatDateTime(act.validBefore) },
          ]}
        />
        <SignedValues toSign={act.toSign} />
      </Section>
      <div className="m-stack m-stack-l">
        <Section title={text.who}>
          <p>{text.needs(act.needed)}</p>
          {act.approvals.length === 0 ? (
            <p className="m-note">{text.nobody}</p>
          ) : (
            <ul className="m-stack m-stack-s">
              {act.approvals.map(({ officerName, at }) => <li key={at}>{text.signedBy(officerName, formatDateTime(at))}</li>)}
            </ul>
          )}
        </Section>
        <Steps steps={stepsOf(act, text)} />
      </div>
    </div>
  );
}

function stepsOf({ status, approvals, needed, createdAt }: Act, text: typeof municipalActsText.fr): Step[] {
  const isSigned = approvals.length >= needed;
  const sent = status === "SENT" || status === "DONE" || status === "FAILED";
  return [
    { key: "prepared", state: "done", title: text.stepPrepared, note: formatDateTime(createdAt) },
    { key: "signed", state: isSigned ? "done" : status === "OPEN" ? "next" : "bad", title: text.stepSigned(approvals.length, needed) },
    { key: "sent", state: sent ? "done" : "next", title: text.stepSent },
    { key: "done", state: status === "DONE" ? "done" : status === "FAILED" ? "bad" : "next", title: status === "FAILED" ? text.statuses.FAILED : text.stepDone },
  ];
}
