import { useCallback, useEffect, useState } from "react";
import { browserShelf, forgetDraft, keepDraft, loadDraft } from "../../features/attestations/kept-draft.ts";
import { isBlank, newLine, SHEET_LINES_LIMIT } from "../../features/attestations/sheet-lines.ts";
import type { DraftLine, TypedLine } from "../../features/attestations/sheet-lines.ts";

const KEEP_AFTER_MS = 400;

/** The lines being written, kept in this browser as they are, and found again after a session's end. */
export function useSheetDraft(activityId: string) {
  const [restored, setRestored] = useState(() => loadDraft(browserShelf(), activityId, Date.now()));
  const [lines, setLines] = useState<DraftLine[]>(() => restored?.lines.map(newLine) ?? [newLine()]);
  const [isFiled, setIsFiled] = useState(false);
  useEffect(() => {
    if (isFiled) return;
    const timer = setTimeout(() => keepDraft(browserShelf(), activityId, lines, Date.now()), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [activityId, isFiled, lines]);
  const change = useCallback((key: string, changed: Partial<TypedLine>) => setLines((present) => present.map((line) => (line.key === key ? { ...line, ...changed } : line))), []);
  const remove = useCallback((key: string) => {
    setLines((present) => {
      const kept = present.filter((line) => line.key !== key);
      return kept.length === 0 ? [newLine()] : kept;
    });
  }, []);
  const forget = () => {
    setIsFiled(true);
    forgetDraft(browserShelf(), activityId);
  };
  return {
    lines,
    restoredAt: restored?.savedAt,
    change,
    remove,
    add: () => setLines((present) => [...present, newLine()].slice(0, SHEET_LINES_LIMIT)),
    append: (added: readonly TypedLine[]) => setLines((present) => [...present.filter((line) => !isBlank(line)), ...added.map(newLine)].slice(0, SHEET_LINES_LIMIT)),
    discard: () => {
      forgetDraft(browserShelf(), activityId);
      setRestored(undefined);
      setLines([newLine()]);
    },
    forget,
  };
}
