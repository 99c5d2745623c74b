import { useState } from "react";
import type { FormEvent } from "react";
import type { Hex } from "viem";
import { useSubmission } from "../../api/use-submission.ts";
import { formatTime } from "../../i18n/format-date.ts";
import { terminalText } from "../../i18n/terminal.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Input } from "../../ui/input.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { issueTerminalCode } from "./terminals.ts";

const LABEL_FIELD = "nom-terminal";

/** A one-time code for another device, shown once. */
export function TerminalCodeRequest({ merchant }: { merchant: Hex }) {
  const text = useText(terminalText);
  const [label, setLabel] = useState("");
  const [missing, setMissing] = useState(false);
  const issue = useSubmission((name: string) => issueTerminalCode(merchant, name));
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setMissing(label.trim() === "");
    if (label.trim() !== "") issue.submit(label.trim());
    else document.getElementById(LABEL_FIELD)?.focus();
  };
  return (
    <Section title={text.getCodeTitle} panel>
      {issue.problem && <ProblemBanner error={issue.problem} />}
      <form className="m-stack" onSubmit={ask} noValidate>
        <Input id={LABEL_FIELD} label={text.newLabel} help={text.newLabelHelp} error={missing ? text.newLabelMissing : undefined} value={label} onValue={setLabel} maxLength={60} autoComplete="off" />
        <Button type="submit" look="second" busy={issue.busy}>{text.getCode}</Button>
      </form>
      {issue.result && (
        <Banner tone="ok" title={text.newCode} announce>
          <p className="m-code">{issue.result.code}</p>
          <p>{text.newCodeUntil(formatTime(issue.result.expiresAt))}</p>
        </Banner>
      )}
    </Section>
  );
}
