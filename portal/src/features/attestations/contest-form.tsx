import { useState } from "react";
import type { FormEvent } from "react";
import { pendingLinesText } from "../../i18n/pending-lines.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import type { FieldMistake } from "../../ui/error-summary.tsx";
import { TextArea } from "../../ui/input.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { contestReasonCodes } from "./contest-line.ts";
import type { ContestReasonCode } from "./contest-line.ts";

export type ContestAnswer = { reasonCode: ContestReasonCode; explanation: string };

/** Which reason, in a few words. */
export function ContestForm({ onSend, busy }: { onSend: (answer: ContestAnswer) => void; busy: boolean }) {
  const text = useText(pendingLinesText);
  const [reason, setReason] = useState<ContestReasonCode | undefined>();
  const [explanation, setExplanation] = useState("");
  const [attempts, setAttempts] = useState(0);
  const reasonError = attempts > 0 && reason === undefined ? text.form.reasonMissing : undefined;
  const explanationError = attempts > 0 && explanation.trim() === "" ? text.form.explanationMissing : undefined;
  const mistakes: FieldMistake[] = [
    ...(reasonError ? [{ fieldId: "motif", message: reasonError }] : []),
    ...(explanationError ? [{ fieldId: "explication", message: explanationError }] : []),
  ];
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    if (reason !== undefined && explanation.trim() !== "") onSend({ reasonCode: reason, explanation: explanation.trim() });
  };
  return (
    <form className="m-stack m-stack-l" onSubmit={send} noValidate>
      <ErrorSummary mistakes={mistakes} submission={attempts} />
      <RadioGroup
        id="motif"
        label={text.form.reason}
        error={reasonError}
        value={reason === undefined ? undefined : String(reason)}
        options={contestReasonCodes.map((code) => ({ value: String(code), label: text.reasons[code] }))}
        onValue={(value) => setReason(contestReasonCodes.find((code) => String(code) === value))}
      />
      <TextArea id="explication" label={text.form.explanation} help={text.form.explanationHelp} error={explanationError} value={explanation} onValue={setExplanation} rows={4} maxLength={1000} />
      <Actions>
        <Button type="submit" busy={busy}>{text.form.send}</Button>
        <ButtonLink to="/points" look="second">{text.form.doNotSend}</ButtonLink>
      </Actions>
    </form>
  );
}
