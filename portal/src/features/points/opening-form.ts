import { civilDayEnd, civilDayStart } from "../../i18n/civil-day.ts";
import { readWhole } from "../../i18n/read-number.ts";
import type { programmesText } from "../../i18n/programmes.text.ts";
import type { FieldMistake } from "../../ui/error-summary.tsx";
import type { ProgrammeOpening, ResolutionInput } from "./draft-programme-acts.ts";
import type { ProgrammeUnit } from "./programmes.ts";

/** The opening of a programme as it is typed. */
export type OpeningForm = {
  title: string;
  year: string;
  number: string;
  documentText: string;
  unit: ProgrammeUnit;
  ratePoints: string;
  rateQuantity: string;
  budgetPoints: string;
  weeklyCeilingPoints: string;
  startsOn: string;
  endsOn: string;
  pendingSeconds: string;
};

type Words = typeof programmesText.fr;
type ResolutionForm = Pick<OpeningForm, "year" | "number" | "documentText">;

const RATE_MAX = 1_000_000n;
const TITLE_MIN = 3;
const DOCUMENT_MIN = 10;

function wholeAbove0(text: string, max?: bigint): bigint | undefined {
  const value = readWhole(text);
  return value === undefined || value === 0n || (max !== undefined && value > max) ? undefined : value;
}

function mistake(isWrong: boolean, fieldId: string, message: string): FieldMistake[] {
  return isWrong ? [{ fieldId, message }] : [];
}

/** What is to be corrected in a resolution. */
export function resolutionMistakes(form: ResolutionForm, words: Words): FieldMistake[] {
  const year = wholeAbove0(form.year);
  return [
    ...mistake(year === undefined || year < 2000n || year > 2200n, "resolution-year", words.yearError),
    ...mistake(wholeAbove0(form.number, 999_999n) === undefined, "resolution-number", words.numberError),
    ...mistake(form.documentText.trim().length < DOCUMENT_MIN, "resolution-documentText", words.documentError),
  ];
}

export function resolutionOf(form: ResolutionForm): ResolutionInput {
  return { year: Number(readWhole(form.year)), number: Number(readWhole(form.number)), documentText: form.documentText.trim() };
}

/** « 2026-014 », as resolutions are quoted. */
export function resolutionLabel({ year, number }: ResolutionInput): string {
  return `${year}-${String(number).padStart(3, "0")}`;
}

/** What is to be corrected before a programme can be drafted, in the order of the form. */
export function openingMistakes(form: OpeningForm, words: Words): FieldMistake[] {
  const startsAt = civilDayStart(form.startsOn);
  const endsAt = civilDayEnd(form.endsOn);
  return [
    ...mistake(form.title.trim().length < TITLE_MIN, "title", words.nameError),
    ...resolutionMistakes(form, words),
    ...mistake(wholeAbove0(form.ratePoints, RATE_MAX) === undefined, "rate-points", words.ratePointsError),
    ...mistake(wholeAbove0(form.rateQuantity, RATE_MAX) === undefined, "rate-quantity", words.rateQuantityError),
    ...mistake(wholeAbove0(form.budgetPoints) === undefined, "budgetPoints", words.budgetError),
    ...mistake(wholeAbove0(form.weeklyCeilingPoints) === undefined, "weeklyCeilingPoints", words.weeklyError),
    ...mistake(startsAt === undefined, "startsAt", words.dayError),
    ...mistake(endsAt === undefined, "endsAt", words.dayError),
    ...mistake(startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt, "endsAt", words.orderError),
  ];
}

/** What is sent, from a form without mistakes. */
export function openingOf(form: OpeningForm): ProgrammeOpening {
  return {
    title: form.title.trim(),
    resolution: resolutionOf(form),
    unit: form.unit,
    rate: { points: Number(readWhole(form.ratePoints)), quantity: Number(readWhole(form.rateQuantity)) },
    budgetPoints: String(readWhole(form.budgetPoints)),
    weeklyCeilingPoints: String(readWhole(form.weeklyCeilingPoints)),
    startsAt: civilDayStart(form.startsOn) ?? "",
    endsAt: civilDayEnd(form.endsOn) ?? "",
    pendingSeconds: Number(form.pendingSeconds),
  };
}
