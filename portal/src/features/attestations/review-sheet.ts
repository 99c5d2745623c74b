import { contentOf, isBlank, isComplete } from "./sheet-lines.ts";
import type { DraftLine, LineFinding } from "./sheet-lines.ts";

export type LineReview = {
  key: string;
  /** From 1, counting the lines that say something. */
  number: number;
  /** unchecked: complete, and the service has not answered yet. */
  state: "ready" | "wrong" | "incomplete" | "unchecked";
  quantity: number | undefined;
  /** Where to correct. */
  field: "memberCode" | "quantityText";
  message: string | undefined;
  warning: string | undefined;
};

export type ReviewWords = { codeMissing: string; quantityMissing: string; repeated: (line: string) => string };

/** A code without the spaces and hyphens that people write in it. */
export function plainCode(memberCode: string): string {
  return memberCode.toUpperCase().replace(/[\s\u00a0\u202f-]/g, "");
}

/**
 * What is known of each line that says something, from its own text, the lines before it, and the service's findings by
 * content. A person appears once on a sheet.
 */
export function reviewSheet(lines: readonly DraftLine[], findings: ReadonlyMap<string, LineFinding>, words: ReviewWords): LineReview[] {
  const firstOf = new Map<string, number>();
  return lines.filter((line) => !isBlank(line)).map((line, index) => {
    const number = index + 1;
    const code = plainCode(line.memberCode);
    const first = code === "" ? undefined : firstOf.get(code);
    if (code !== "" && first === undefined) firstOf.set(code, number);
    return { key: line.key, number, ...reviewLine(line, first, findings.get(contentOf(line)), words) };
  });
}

function reviewLine(line: DraftLine, first: number | undefined, finding: LineFinding | undefined, words: ReviewWords): Omit<LineReview, "key" | "number"> {
  const nothing = { quantity: undefined, message: undefined, warning: undefined };
  if (first !== undefined) return { ...nothing, state: "wrong", field: "memberCode", message: words.repeated(String(first)) };
  if (line.memberCode.trim() === "") return { ...nothing, state: "incomplete", field: "memberCode", message: words.codeMissing };
  if (line.quantityText.trim() === "") return { ...nothing, state: "incomplete", field: "quantityText", message: words.quantityMissing };
  if (finding === undefined) return { ...nothing, state: "unchecked", field: "memberCode" };
  if (finding.error) return { ...nothing, state: "wrong", field: finding.error.code.startsWith("quantity") ? "quantityText" : "memberCode", message: finding.error.message };
  return { state: "ready", quantity: finding.quantity, field: "memberCode", message: undefined, warning: finding.warning?.message };
}

/** The complete lines that the service has not answered for, each person once: a repeated one waits until it is alone. */
export function linesToCheck(lines: readonly DraftLine[], findings: ReadonlyMap<string, LineFinding>): DraftLine[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const code = plainCode(line.memberCode);
    if (!isComplete(line) || seen.has(code)) return false;
    seen.add(code);
    return !findings.has(contentOf(line));
  });
}

export type SheetSum = { lineCount: number; totalQuantity: bigint; points: bigint; wrongCount: number; uncheckedCount: number };

/** What the sheet comes to. Points are the whole sheet's, rounded down, as the ledger reserves them. */
export function sumSheet(reviews: readonly LineReview[], rate: { points: number; quantity: number } | undefined): SheetSum {
  const ready = reviews.filter(({ state }) => state === "ready");
  const totalQuantity = ready.reduce((sum, { quantity }) => sum + BigInt(quantity ?? 0), 0n);
  const points = rate === undefined || rate.quantity === 0 ? 0n : (totalQuantity * BigInt(rate.points)) / BigInt(rate.quantity);
  const uncheckedCount = reviews.filter(({ state }) => state === "unchecked").length;
  return { lineCount: ready.length, totalQuantity, points, uncheckedCount, wrongCount: reviews.length - ready.length - uncheckedCount };
}
