import { formatDateTime } from "../../i18n/format-date.ts";
import { formatCount } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Steps } from "../../ui/steps.tsx";
import type { Step } from "../../ui/steps.tsx";
import type { FiledSheet, SheetStep } from "./sheets.ts";

/** The life of a sheet; one that ended early says so in place of what will not come. */
export function FiledSteps({ sheet }: { sheet: FiledSheet }) {
  const { detail: text, sheet: words } = useText(sheetsText);
  const viewStep = ({ step, at, isDone }: SheetStep): Step => {
    const title = !isDone ? text.step[`${step}_NEXT`] : step === "SIGNED" ? text.step.SIGNED(sheet.signerName ?? text.someone) : text.step[step];
    const when = at === null ? undefined : formatDateTime(at);
    return { key: step, state: isDone ? "done" : "next", title, note: when !== undefined && !isDone && step === "WINDOW_OVER" ? text.until(when) : when };
  };
  const { status, steps, counts } = sheet;
  if (status !== "REVOKED" && status !== "STRUCK" && status !== "EXPIRED") return <Steps steps={steps.map(viewStep)} />;
  const endedAt = steps.find(({ step }) => step === "POSTED")?.at;
  const ended: Step = {
    key: status,
    state: "bad",
    title: text.step[status],
    note: (
      <>
        {endedAt && formatDateTime(endedAt)}
        {counts.posted > 0 && <> {text.step.postedStay(formatCount(counts.posted, words.line, words.lines))}</>}
      </>
    ),
  };
  return <Steps steps={[...steps.filter(({ step, isDone }) => isDone && step !== "POSTED").map(viewStep), ended]} />;
}
