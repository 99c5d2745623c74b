import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** A line as it is typed. */
export type TypedLine = { memberCode: string; quantityText: string };
/** A line of the screen; `key` stays with it when others go. */
export type DraftLine = TypedLine & { key: string };
/** What the service says of a line. */
export type LineFinding = Pick<Shape<"CheckedLine">, "quantity" | "warning"> & { error?: { code: string; message: string } | undefined };

export const SHEET_LINES_LIMIT = 1_000;

export function plainLine({ memberCode, quantityText }: TypedLine): TypedLine {
  return { memberCode: memberCode.trim(), quantityText: quantityText.trim() };
}

export function isBlank(line: TypedLine): boolean {
  return line.memberCode.trim() === "" && line.quantityText.trim() === "";
}

export function isComplete(line: TypedLine): boolean {
  return line.memberCode.trim() !== "" && line.quantityText.trim() !== "";
}

export function newLine(line: TypedLine = { memberCode: "", quantityText: "" }): DraftLine {
  return { ...line, key: crypto.randomUUID() };
}

/** What decides the answer of a line's check: another text is another check. */
export function contentOf(line: TypedLine): string {
  const { memberCode, quantityText } = plainLine(line);
  return JSON.stringify([memberCode, quantityText]);
}

/** Asks the service what is wrong with each line. Member codes are looked up, which their owners can see. */
export async function checkLines(activityId: string, lines: readonly TypedLine[]): Promise<Map<string, LineFinding>> {
  const checked = await readAnswer<Shape<"SheetCheck">>("/api/sheets/check", { method: "POST", body: { activityId, lines: lines.map(plainLine) } });
  return new Map(lines.map((line, row) => [contentOf(line), checked.lines[row] ?? {}]));
}

/** Reads rows pasted from a table or a CSV file, as the service does. */
export async function readPasted(activityId: string, pastedText: string): Promise<TypedLine[]> {
  const { lines } = await readAnswer<Shape<"SheetCheck">>("/api/sheets/check", { method: "POST", body: { activityId, pastedText } });
  return lines.map(plainLine);
}
