import { LineStatus, SheetStatus, StrikeReason } from "../../platform/chain/generated/enums.ts";
import { reasonWords } from "./reason-codes.ts";
import type { SheetLineRow } from "./sheet-line.entity.ts";
import type { SheetRow } from "./sheet.entity.ts";

export type LineStateName = "PENDING" | "POSTED" | "DISPUTED" | "STRUCK";

/** How a line stands, from its own row (if anything happened to it) and from its sheet. */
export function lineState(sheet: Pick<SheetRow, "status"> | undefined, line: Pick<SheetLineRow, "status"> | undefined): LineStateName {
  if (line?.status === LineStatus.POSTED) return "POSTED";
  if (line?.status === LineStatus.STRUCK) return "STRUCK";
  // A sheet that ended whole took its unposted lines with it.
  const isEnded = sheet !== undefined && sheet.status !== SheetStatus.FILED && sheet.status !== SheetStatus.FINISHED;
  if (isEnded) return "STRUCK";
  return line?.status === LineStatus.DISPUTED ? "DISPUTED" : "PENDING";
}

/** Why a line is disputed, struck or cut, as people read it; null when there is nothing to say. */
export function lineReason(
  sheet: Pick<SheetRow, "status" | "reasonCode"> | undefined,
  line: Pick<SheetLineRow, "status" | "strikeReason" | "reasonCode" | "ceilingStruckPoints"> | undefined,
): string | null {
  switch (lineState(sheet, line)) {
    case "DISPUTED":
      return reasonWords(line?.reasonCode ?? 0).fr;
    case "STRUCK":
      return strikeWords(line?.strikeReason ?? endOf(sheet), line?.reasonCode ?? sheet?.reasonCode ?? 0);
    case "POSTED":
      return (line?.ceilingStruckPoints ?? 0n) > 0n ? "Le plafond de la semaine est atteint\u00A0: une partie n’a pas été inscrite." : null;
    case "PENDING":
      return null;
  }
}

function endOf(sheet: Pick<SheetRow, "status"> | undefined): number {
  if (sheet?.status === SheetStatus.REVOKED) return StrikeReason.REVOKED;
  if (sheet?.status === SheetStatus.EXPIRED) return StrikeReason.EXPIRED;
  return StrikeReason.WITHDRAWN;
}

function strikeWords(strikeReason: number, reasonCode: number): string {
  switch (strikeReason) {
    case StrikeReason.DECIDED:
      return `La Ville a rayé cette ligne. ${reasonWords(reasonCode).fr}.`;
    case StrikeReason.UNDECIDED:
      return "La contestation est restée sans décision pendant 60 jours.";
    case StrikeReason.CEILING:
      return "Le plafond de la semaine était déjà atteint.";
    case StrikeReason.REVOKED:
      return "L’organisme a retiré la feuille.";
    case StrikeReason.EXPIRED:
      return "La feuille a expiré.";
    default:
      return "La Ville a retiré la feuille.";
  }
}
