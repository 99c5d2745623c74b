import type { z } from "zod";
import type { SheetRecord } from "./sheet-record-store.ts";
import type { SheetRow } from "./sheet.entity.ts";
import type { sheetStepSchema } from "./sheets.schemas.ts";

type Step = z.input<typeof sheetStepSchema>;

/** The life of a sheet: signed, filed, volunteers told, window over, posted. Dates to come are shown too. */
export function sheetSteps(
  record: Pick<SheetRecord, "signedAt" | "deliveredAt">,
  sheet: Pick<SheetRow, "filedAt" | "windowEndsAt" | "endedAt"> | undefined,
  counts: { readonly open: number; readonly disputed: number },
  now: Date,
): Step[] {
  const isWindowOver = sheet !== undefined && sheet.windowEndsAt <= now;
  return [
    step("SIGNED", record.signedAt, record.signedAt !== null),
    step("FILED", sheet?.filedAt ?? null, sheet !== undefined),
    step("VOLUNTEERS_TOLD", record.deliveredAt, record.deliveredAt !== null),
    step("WINDOW_OVER", sheet?.windowEndsAt ?? null, isWindowOver),
    step("POSTED", sheet?.endedAt ?? null, sheet !== undefined && counts.open === 0 && counts.disputed === 0),
  ];
}

function step(name: Step["step"], at: Date | null, isDone: boolean): Step {
  return { step: name, at: at?.toISOString() ?? null, isDone };
}
