import { useEffect, useRef } from "react";
import type { MouseEvent } from "react";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";

/** One correction: the control's id and the sentence its field shows. */
export type FieldMistake = { fieldId: string; message: string };

/**
 * All corrections of a form, before its title. Takes the focus each time `submission` changes (count the
 * attempts to submit); each link moves the focus to its control. `title` counts something else than answers.
 */
export function ErrorSummary({ mistakes, submission, title }: { mistakes: readonly FieldMistake[]; submission: number; title?: string }) {
  const text = useText(uiText);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (submission > 0) box.current?.focus();
  }, [submission]);
  if (mistakes.length === 0) return null;
  const goToField = (event: MouseEvent, fieldId: string) => {
    event.preventDefault();
    const control = document.getElementById(fieldId);
    control?.focus();
    control?.scrollIntoView({ block: "center" });
  };
  return (
    <div className="m-summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title ?? text.errorCount(mistakes.length)}</h2>
      <ul>
        {mistakes.map(({ fieldId, message }) => (
          <li key={fieldId}>
            <a href={`#${fieldId}`} onClick={(event) => goToField(event, fieldId)}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
