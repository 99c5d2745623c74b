import { formatDuration } from "./format-date.ts";
import { formatDollars, formatNumber } from "./format-number.ts";
import type { programmeWords } from "./programme-words.text.ts";

type Unit = "MINUTE" | "ATTENDANCE" | "CENT" | "ACTION";
const HOUR_MINUTES = 60;

/** A quantity of a programme's unit in words: « une heure », « 2 présences », « 1,00 $ d'achat ». */
export function rateQuantityText(unit: Unit, quantity: number, words: typeof programmeWords.fr): string {
  switch (unit) {
    case "MINUTE":
      return quantity === HOUR_MINUTES ? words.hour : formatDuration(quantity);
    case "ATTENDANCE":
      return words.perAttendance(formatNumber(quantity), quantity === 1);
    case "CENT":
      return words.perPurchase(formatDollars(quantity));
    case "ACTION":
      return words.perAction(formatNumber(quantity), quantity === 1);
  }
}
