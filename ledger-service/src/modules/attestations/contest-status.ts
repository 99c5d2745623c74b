import type { ContestRequest } from "./contest-store.ts";
import { lineState } from "./line-state.ts";
import type { SheetLineRow } from "./sheet-line.entity.ts";
import type { SheetRow } from "./sheet.entity.ts";

export type ContestStatus = "REQUESTED" | "OPENED" | "RELEASED" | "STRUCK" | "REFUSED" | "TOO_LATE";

/** What became of a resident's request: the desk's answer, then the ledger's. */
export function contestStatus(
  request: Pick<ContestRequest, "refusedAt">,
  sheet: Pick<SheetRow, "status" | "windowEndsAt">,
  line: Pick<SheetLineRow, "status" | "releasedAt" | "disputedAt"> | undefined,
  now: Date,
): ContestStatus {
  const state = lineState(sheet, line);
  if (state === "STRUCK") return "STRUCK";
  if (state === "DISPUTED") return "OPENED";
  if (line !== undefined && line.releasedAt !== null) return "RELEASED";
  if (request.refusedAt !== null) return "REFUSED";
  return state === "POSTED" || now > sheet.windowEndsAt ? "TOO_LATE" : "REQUESTED";
}
