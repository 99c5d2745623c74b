import { useEffect, useState } from "react";
import { useSubmission } from "../../api/use-submission.ts";
import type { Problem } from "../../api/problem.ts";
import { linesToCheck } from "../../features/attestations/review-sheet.ts";
import { checkLines, contentOf } from "../../features/attestations/sheet-lines.ts";
import type { DraftLine, LineFinding, TypedLine } from "../../features/attestations/sheet-lines.ts";

const SETTLED_MS = 700;

/**
 * What the service says of each line, asked once a text once typing rests: a member code is looked up no more often
 * than it changes.
 */
export function useLineFindings(activityId: string, lines: readonly DraftLine[]) {
  const [findings, setFindings] = useState<ReadonlyMap<string, LineFinding>>(new Map());
  const learn = (found: ReadonlyMap<string, LineFinding>) => setFindings((known) => new Map([...known, ...found]));
  const check = useSubmission(async (asked: readonly TypedLine[]) => learn(await checkLines(activityId, asked)));
  const { submit, busy, problem } = check;
  useEffect(() => {
    if (busy || problem) return;
    const timer = setTimeout(() => {
      const asked = linesToCheck(lines, findings);
      if (asked.length > 0) submit(asked);
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [lines, findings, busy, problem, submit]);
  return {
    findings,
    problem,
    retry: check.renew,
    /** The faults a draft was refused for, by the place of each line in what was sent. */
    learnFrom: ({ fields }: Problem, sent: readonly TypedLine[]) => {
      const found = new Map<string, LineFinding>();
      for (const { path, code, message } of fields) {
        const line = sent[Number(/^lines\.(\d+)/.exec(path)?.[1])];
        if (line) found.set(contentOf(line), { error: { code, message } });
      }
      learn(found);
    },
  };
}
