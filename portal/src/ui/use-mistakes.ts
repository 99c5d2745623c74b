import { useState } from "react";
import type { Problem } from "../api/problem.ts";
import type { FieldMistake } from "./error-summary.tsx";

/** The control of a refused field: `resolution.number` is `resolution-number`. */
function mistakesOf(problem: Problem | undefined): FieldMistake[] {
  return (problem?.fields ?? []).map(({ path, message }) => ({ fieldId: path.replaceAll(".", "-"), message }));
}

/**
 * The corrections of a form: its own at each attempt, then those the service asks for. `attempt` runs `send` only
 * when nothing is to be corrected.
 */
export function useMistakes(check: () => FieldMistake[], problem: Problem | undefined) {
  const [own, setOwn] = useState<readonly FieldMistake[]>([]);
  const [submission, setSubmission] = useState(0);
  const mistakes = own.length > 0 ? own : mistakesOf(problem);
  return {
    mistakes,
    submission,
    errorOf: (fieldId: string) => mistakes.find((mistake) => mistake.fieldId === fieldId)?.message,
    attempt: (send: () => void) => {
      const found = check();
      setOwn(found);
      setSubmission((count) => count + 1);
      if (found.length === 0) send();
    },
  };
}
