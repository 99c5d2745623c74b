import { formatDateTime } from "../../i18n/format-date.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Steps } from "../../ui/steps.tsx";
import type { Step } from "../../ui/steps.tsx";
import type { FiledSheet, SheetStatus } from "./sheets.ts";

const ENDED_EARLY: ReadonlySet<SheetStatus> = new Set(["REVOKED", "STRUCK", "EXPIRED"]);

/** The life of a sheet; one that ended early says so in place of what will not come. */
export function FiledSteps({ sheet }: { sheet: FiledSheet }) {
  const { detail: text } = useText(sheetsText);
  const endedEarly = ENDED_EARLY.has(sheet.status);
  const steps = sheet.steps.flatMap(({ step, at, isDone }): Step[] => {
    if (!isDone && endedEarly) return [];
    const title = !isDone ? text.step[`${step}_NEXT`] : step === "SIGNED" ? text.step.SIGNED(sheet.signerName ?? text.someone) : text.step[step];
    const when = at === null ? undefined : formatDateTime(at);
    return [{ key: step, state: isDone ? "done" : "next", title, note: when === undefined ? undefined : !isDone && step === "WINDOW_OVER" ? text.until(when) : when }];
  });
  if (sheet.status === "REVOKED" || sheet.status === "STRUCK" || sheet.status === "EXPIRED") steps.push({ key: sheet.status, state: "bad", title: text.step[sheet.status] });
  return <Steps steps={steps} />;
}
