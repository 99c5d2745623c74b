import { memo } from "react";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError } from "../../ui/field.tsx";
import type { ActivityUnit } from "./activities.ts";
import type { LineReview } from "./review-sheet.ts";
import type { DraftLine, TypedLine } from "./sheet-lines.ts";

/** The control of a line's member code or quantity. */
export function lineFieldId(key: string, field: LineReview["field"]): string {
  return `ligne-${key}-${field === "memberCode" ? "code" : "quantite"}`;
}

type SheetLineRowProps = {
  line: DraftLine;
  number: number;
  unit: ActivityUnit;
  /** What to correct, once it may be said. */
  wrong: Pick<LineReview, "field" | "message"> | undefined;
  warning: string | undefined;
  onChange: (key: string, changed: Partial<TypedLine>) => void;
  onRemove: (key: string) => void;
};

/** One line to type: member code, quantity, and what is wrong with it, in place. */
export const SheetLineRow = memo(function SheetLineRow({ line, number, unit, wrong, warning, onChange, onRemove }: SheetLineRowProps) {
  const { sheet: text } = useText(sheetsText);
  const codeId = lineFieldId(line.key, "memberCode");
  const quantityId = lineFieldId(line.key, "quantityText");
  const wrongId = wrong && lineFieldId(line.key, wrong.field);
  const described = (id: string) => (id === wrongId ? { "aria-invalid": true, "aria-describedby": `${id}-error` } : {});
  const name = String(number);
  return (
    <li className={wrong ? "m-feuille__ligne is-err" : "m-feuille__ligne"}>
      <span className="m-feuille__no">{text.number} {name}</span>
      <div className="m-field">
        <label htmlFor={codeId}>{text.memberCode}<span className="m-hide">, {text.line} {name}</span></label>
        <input id={codeId} {...described(codeId)} className="m-input m-code" value={line.memberCode} maxLength={40} autoComplete="off" autoCapitalize="characters" spellCheck={false} onChange={(event) => onChange(line.key, { memberCode: event.target.value })} />
      </div>
      <div className="m-field">
        <label htmlFor={quantityId}>{text.quantity[unit]}<span className="m-hide">, {text.line} {name}</span></label>
        <input id={quantityId} {...described(quantityId)} className="m-input" value={line.quantityText} maxLength={40} autoComplete="off" onChange={(event) => onChange(line.key, { quantityText: event.target.value })} />
      </div>
      <Button look="quiet" label={text.removeLabel(name)} onPress={() => onRemove(line.key)}>{text.remove}</Button>
      {wrong && wrongId && <FieldError id={wrongId}>{wrong.message}</FieldError>}
      {warning && <p className="m-note">{warning}</p>}
    </li>
  );
});
