import type { ProgrammeUnitName } from "../points/programme-units.ts";

/** A quarter of an hour: hours are kept to it and not below. */
const QUARTER_MINUTES = 15;
/** No line is longer than half a day of work [A3]. */
export const LINE_LIMIT_MINUTES = 720;
/** Above it a line is looked at twice [A2]. */
export const LONG_LINE_MINUTES = 480;
const LINE_LIMIT_COUNT = 1_000;
const LINE_LIMIT_CENTS = 10_000_000;

export type QuantityRefusal = "quantity-missing" | "quantity-unreadable" | "quantity-not-quarter-hours" | "quantity-too-large";
export type QuantityReading = { quantity: number } | { refusal: QuantityRefusal };

/**
 * Reads what a coordinator typed in the unit of the programme.
 * Hours: « 2 h 30 », « 2h », « 2,5 », « 2.5 », « 2:30 », « 150 min » (quarter-hours only, at most 12 h [A3]).
 * Attendances and actions: a whole number. Purchases: dollars, « 12,50 $ ».
 * @returns minutes, attendances, cents or actions
 */
export function readQuantityText(text: string, unit: ProgrammeUnitName): QuantityReading {
  const typed = text.replace(/[\s\u00a0\u202f]+/g, " ").trim().toLowerCase();
  if (typed === "") return { refusal: "quantity-missing" };
  switch (unit) {
    case "MINUTE":
      return limited(readMinutes(typed), LINE_LIMIT_MINUTES, QUARTER_MINUTES);
    case "CENT":
      return limited(readCents(typed), LINE_LIMIT_CENTS, 1);
    case "ATTENDANCE":
    case "ACTION":
      return limited(readWhole(typed), LINE_LIMIT_COUNT, 1);
  }
}

function limited(quantity: number | undefined, limit: number, step: number): QuantityReading {
  if (quantity === undefined) return { refusal: "quantity-unreadable" };
  if (quantity <= 0) return { refusal: "quantity-missing" };
  if (quantity > limit) return { refusal: "quantity-too-large" };
  return quantity % step === 0 ? { quantity } : { refusal: "quantity-not-quarter-hours" };
}

function readMinutes(typed: string): number | undefined {
  const clock = /^(\d{1,4}) ?(?:h|:) ?(\d{2})?(?: ?min)?$/.exec(typed);
  if (clock !== null) {
    const minutes = Number(clock[2] ?? "0");
    return minutes < 60 && !(typed.includes(":") && clock[2] === undefined) ? Number(clock[1]) * 60 + minutes : undefined;
  }
  const plainMinutes = /^(\d{1,5}) ?(?:min|minutes?)$/.exec(typed);
  if (plainMinutes !== null) return Number(plainMinutes[1]);
  const decimal = /^(\d{1,4})(?:[.,](\d{1,2}))? ?(?:h|heures?)?$/.exec(typed);
  if (decimal === null) return undefined;
  const hundredths = Number((decimal[2] ?? "0").padEnd(2, "0"));
  return ((Number(decimal[1]) * 100 + hundredths) * 60) / 100;
}

function readCents(typed: string): number | undefined {
  const dollars = /^(\d{1,3}(?: \d{3})*|\d{1,7})(?:[.,](\d{2}))? ?\$?$/.exec(typed);
  if (dollars === null) return undefined;
  return Number((dollars[1] ?? "").replaceAll(" ", "")) * 100 + Number(dollars[2] ?? "0");
}

function readWhole(typed: string): number | undefined {
  return /^\d{1,6}$/.test(typed) ? Number(typed) : undefined;
}
