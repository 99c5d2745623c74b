import { parse } from "csv-parse/sync";

export type TypedLine = { readonly memberCode: string; readonly quantityText: string };

/**
 * Reads rows pasted from a table or a CSV file: member code, then quantity, separated by a tab, a semicolon, or, when
 * the row has neither, a comma or spaces. A first row without any digit is a heading. Empty rows are skipped.
 * @throws nothing: what is not a row of two cells comes back as it stands, for the check to refuse in place
 */
export function readPastedLines(text: string): TypedLine[] {
  const rows = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/).filter((row) => row.trim() !== "");
  const lines = rows.map(readRow);
  const first = rows[0];
  return first !== undefined && !/\d/.test(first) ? lines.slice(1) : lines;
}

function readRow(row: string): TypedLine {
  const delimiter = ["\t", ";", ","].find((candidate) => row.includes(candidate));
  const cells = delimiter === undefined || isCodeThenDecimal(row) ? splitAtSpaces(row) : splitCells(row, delimiter);
  const [memberCode = "", ...rest] = cells.map((cell) => cell.trim());
  const isDecimalCutByComma = delimiter === "," && rest.length === 2 && rest.every((cell) => /^\d{1,3}$/.test(cell));
  return { memberCode, quantityText: isDecimalCutByComma ? rest.join(",") : (rest.find((cell) => cell !== "") ?? "") };
}

/** « B7K2M9QX 2,5 »: the comma belongs to the number. */
function isCodeThenDecimal(row: string): boolean {
  return /^\s*[0-9A-Za-z-]+\s+\d+,\d+\s*h?\s*$/.test(row) && !row.includes("\t");
}

function splitAtSpaces(row: string): string[] {
  const [code = "", ...quantity] = row.trim().split(/\s+/);
  return [code, quantity.join(" ")];
}

function splitCells(row: string, delimiter: string): string[] {
  const records: string[][] = parse(row, { delimiter, relax_quotes: true, relax_column_count: true });
  return records[0] ?? [];
}
