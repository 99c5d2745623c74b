import { isBlank, plainLine } from "./sheet-lines.ts";
import type { TypedLine } from "./sheet-lines.ts";

/** Lines written and not filed, kept in this browser so that the end of a session loses nothing. */
export type KeptDraft = { savedAt: number; lines: TypedLine[] };

const KEPT_MS = 14 * 86_400_000;

type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem">;

function nameOf(activityId: string): string {
  return `maille.feuille:${activityId}`;
}

function isTypedLine(value: unknown): value is TypedLine {
  return typeof value === "object" && value !== null && "memberCode" in value && "quantityText" in value && typeof value.memberCode === "string" && typeof value.quantityText === "string";
}

function parseDraft(text: string): KeptDraft | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("savedAt" in value) || !("lines" in value)) return undefined;
    const { savedAt, lines } = value;
    return typeof savedAt === "number" && Array.isArray(lines) && lines.every(isTypedLine) ? { savedAt, lines } : undefined;
  } catch {
    return undefined;
  }
}

/** The draft of an activity, unless it is unreadable or older than two weeks. */
export function loadDraft(shelf: Shelf, activityId: string, nowMs: number): KeptDraft | undefined {
  const text = shelf.getItem(nameOf(activityId));
  const draft = text === null ? undefined : parseDraft(text);
  return draft && nowMs - draft.savedAt < KEPT_MS && draft.lines.length > 0 ? draft : undefined;
}

/** Keeps the lines that say something; none left forgets the draft. */
export function keepDraft(shelf: Shelf, activityId: string, lines: readonly TypedLine[], nowMs: number): void {
  const kept = lines.filter((line) => !isBlank(line)).map(plainLine);
  if (kept.length === 0) return shelf.removeItem(nameOf(activityId));
  shelf.setItem(nameOf(activityId), JSON.stringify({ savedAt: nowMs, lines: kept }));
}

export function forgetDraft(shelf: Shelf, activityId: string): void {
  shelf.removeItem(nameOf(activityId));
}

const noShelf: Shelf = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** This browser's own storage, or nothing where it is refused. */
export function browserShelf(): Shelf {
  try {
    return window.localStorage;
  } catch {
    return noShelf;
  }
}
