import { useState } from "react";
import type { ChangeEvent, FormEvent } from "react";
import { useSubmission } from "../../api/use-submission.ts";
import { formatCount } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { Banner } from "../../ui/banner.tsx";
import { TextArea } from "../../ui/input.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { readPasted } from "./sheet-lines.ts";
import type { TypedLine } from "./sheet-lines.ts";

const PASTE_FIELD = "coller";
const FILE_FIELD = "fichier-csv";
const MOST_BYTES = 200_000;

/** Lines from a spreadsheet: pasted, or read from a CSV file. */
export function PasteLines({ activityId, onLines }: { activityId: string; onLines: (lines: TypedLine[]) => void }) {
  const { sheet: text } = useText(sheetsText);
  const [pasted, setPasted] = useState("");
  const [missing, setMissing] = useState(false);
  const [unreadable, setUnreadable] = useState(false);
  const read = useSubmission(async (rows: string) => {
    const lines = await readPasted(activityId, rows);
    onLines(lines);
    setPasted("");
    return lines.length;
  });
  const add = (event: FormEvent) => {
    event.preventDefault();
    setMissing(pasted.trim() === "");
    if (pasted.trim() !== "") read.submit(pasted);
    else document.getElementById(PASTE_FIELD)?.focus();
  };
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.target;
    const file = input.files?.[0];
    if (!file) return;
    const rows = file.size > MOST_BYTES ? "" : await file.text();
    input.value = "";
    setUnreadable(rows.trim() === "" || rows.includes("\u0000"));
    if (rows.trim() !== "" && !rows.includes("\u0000")) read.submit(rows);
  };
  return (
    <Section title={text.toPaste} panel>
      {read.problem && <ProblemBanner error={read.problem} />}
      {unreadable && <Banner tone="bad" title={text.fileUnreadable} announce>{text.fileUnreadableNote}</Banner>}
      <form className="m-stack" onSubmit={add} noValidate>
        <TextArea id={PASTE_FIELD} label={text.paste} help={text.pasteHelp} error={missing ? text.pasteMissing : undefined} value={pasted} onValue={setPasted} rows={4} spellCheck={false} />
        <Actions>
          <Button type="submit" busy={read.busy}>{text.addPasted}</Button>
          <span>
            <input id={FILE_FIELD} className="m-hide" type="file" accept=".csv,.txt,text/csv,text/plain" onChange={(event) => void choose(event)} />
            <label className="m-btn m-btn--second" htmlFor={FILE_FIELD}>{text.chooseFile}</label>
          </span>
        </Actions>
        <p role="status" className="m-note">{read.result !== undefined && text.added(formatCount(read.result, text.line, text.lines))}</p>
      </form>
    </Section>
  );
}
