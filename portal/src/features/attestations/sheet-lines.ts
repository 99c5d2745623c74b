import { readAnswer } from "../../api/read-answer.ts";

/** A line as it is typed. */
export type TypedLine = { memberCode: string; quantityText: string };
/** A line of the screen; `key` stays with it when others go. */
export type DraftLine = TypedLine & { key: string };

export const SHEET_LINES_LIMIT = 1_000;

type Finding = { code: string; message: string };
export type CheckedLine = TypedLine & { row: number; error?: Finding; warning?: Finding };
export type SheetTotals = { lineCount: number; totalQuantity: string; totalQuantityText: string; points: string };
export type SheetCheck = { lines: CheckedLine[]; totals: SheetTotals; errorCount: number };

/** Asks the service what is wrong with each line. Member codes are looked up, which their owners can see. */
export function checkLines(activityId: string, lines: readonly TypedLine[]): Promise<SheetCheck> {
  return readAnswer<SheetCheck>("/api/sheets/check", { method: "POST", body: { activityId, lines: lines.map(plainLine) } });
}

/** Reads rows pasted from a table or a CSV file, as the service does. */
export async function readPasted(activityId: string, pastedText: string): Promise<TypedLine[]> {
  const { lines } = await readAnswer<SheetCheck>("/api/sheets/check", { method: "POST", body: { activityId, pastedText } });
  return lines.map(plainLine);
}

export function plainLine({ memberCode, quantityText }: TypedLine): TypedLine {
  return { memberCode: memberCode.trim(), quantityText: quantityText.trim() };
}

export function isBlank(line: TypedLine): boolean {
  return line.memberCode.trim() === "" && line.quantityText.trim() === "";
}

export function newLine(line: TypedLine = { memberCode: "", quantityText: "" }): DraftLine {
  return { ...line, key: crypto.randomUUID() };
}

/** What decides a check's answer: another text is another check. */
export function linesFingerprint(lines: readonly TypedLine[]): string {
  return JSON.stringify(lines.map((line) => [line.memberCode.trim(), line.quantityText.trim()]));
}
