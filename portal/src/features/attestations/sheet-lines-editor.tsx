import { useState } from "react";
import { formatCount, formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import type { ActivityUnit } from "./activities.ts";
import type { LineReview } from "./review-sheet.ts";
import { SheetLineRow } from "./sheet-line-row.tsx";
import { SHEET_LINES_LIMIT } from "./sheet-lines.ts";
import type { DraftLine, TypedLine } from "./sheet-lines.ts";

const SHOWN_FIRST = 40;

type SheetLinesEditorProps = {
  lines: readonly DraftLine[];
  reviews: readonly LineReview[];
  unit: ActivityUnit;
  /** Says what is missing on unfinished lines too, once the person meant to finish. */
  showIncomplete: boolean;
  onChange: (key: string, changed: Partial<TypedLine>) => void;
  onRemove: (key: string) => void;
  onAdd: () => void;
};

/** All lines of the sheet. A long sheet shows its first lines and those to correct until all are asked for. */
export function SheetLinesEditor({ lines, reviews, unit, showIncomplete, onChange, onRemove, onAdd }: SheetLinesEditorProps) {
  const { sheet: text } = useText(sheetsText);
  const [showsAll, setShowsAll] = useState(false);
  const reviewOf = new Map(reviews.map((review) => [review.key, review]));
  const wrongOf = (key: string) => {
    const review = reviewOf.get(key);
    return review && (review.state === "wrong" || (showIncomplete && review.state === "incomplete")) ? review : undefined;
  };
  const numbered = lines.map((line, index) => ({ line, number: index + 1 }));
  const shown = showsAll ? numbered : numbered.filter(({ line }, index) => index < SHOWN_FIRST || index >= lines.length - 1 || wrongOf(line.key));
  return (
    <section className="m-panel m-panel--flush" aria-labelledby="lignes">
      <div className="m-panel__head">
        <h2 id="lignes">{formatCount(reviews.length, text.line, text.lines)}</h2>
        <p className="m-note">{text.quantityHelp[unit]}</p>
      </div>
      <ol className="m-feuille">
        {shown.map(({ line, number }) => (
          <SheetLineRow key={line.key} line={line} number={reviewOf.get(line.key)?.number ?? number} unit={unit} wrong={wrongOf(line.key)} warning={reviewOf.get(line.key)?.warning} onChange={onChange} onRemove={onRemove} />
        ))}
      </ol>
      <div className="m-panel__head">
        <Button look="second" icon="plus" unavailableBecause={lines.length >= SHEET_LINES_LIMIT ? text.tooMany : undefined} onPress={onAdd}>{text.addLine}</Button>
        {shown.length < lines.length && (
          <p className="m-note">
            {text.shown(formatNumber(shown.length), formatNumber(lines.length))} <Button look="quiet" onPress={() => setShowsAll(true)}>{text.showAll}</Button>
          </p>
        )}
      </div>
    </section>
  );
}
