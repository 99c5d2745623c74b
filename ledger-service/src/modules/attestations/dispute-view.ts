import type { SheetLineRow } from "./sheet-line.entity.ts";
import type { SheetRow } from "./sheet.entity.ts";

/** The programme's city decides within 60 days, or the line falls [A6]. */
export const DECISION_MS = 60 * 86_400_000;

export function decideBefore(disputedAt: Date): Date {
  return new Date(disputedAt.getTime() + DECISION_MS);
}

/** Who opened the dispute: the institution itself (city 0), the programme's city, or another, the volunteer's. */
export function disputeParty(
  line: Pick<SheetLineRow, "disputeByCityId">,
  sheet: Pick<SheetRow, "cityId"> | undefined,
): "RESIDENT_CITY" | "PROGRAMME_CITY" | "INSTITUTION" {
  if (line.disputeByCityId === 0) return "INSTITUTION";
  return line.disputeByCityId === sheet?.cityId ? "PROGRAMME_CITY" : "RESIDENT_CITY";
}
