import { dollarsText, minutesText } from "../../kernel/number-text.ts";
import type { ProgrammeUnitName } from "./programme-units.ts";

/** Says a quantity as people read it: « 2 h 30 », « 12,50 $ », « 3 présences ». */
export function quantityText(quantity: number, unit: ProgrammeUnitName): string {
  switch (unit) {
    case "MINUTE":
      return minutesText(quantity);
    case "CENT":
      return dollarsText(BigInt(quantity));
    case "ATTENDANCE":
      return `${quantity}\u00a0présence${quantity > 1 ? "s" : ""}`;
    case "ACTION":
      return `${quantity}\u00a0action${quantity > 1 ? "s" : ""}`;
  }
}
