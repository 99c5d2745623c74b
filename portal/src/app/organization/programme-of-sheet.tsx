import type { Programme } from "../../features/points/programmes.ts";
import { formatNumber, formatPoints } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";

const DAY_SECONDS = 86_400;
const MINUTE_SECONDS = 60;

/** « 14 jours », « 2 minutes »: the correction period of a programme. */
export function waitOf(pendingSeconds: number, text: { days: (count: string, isOne: boolean) => string; minutes: (count: string) => string }): string {
  const days = pendingSeconds / DAY_SECONDS;
  return Number.isInteger(days) ? text.days(formatNumber(days), days < 2) : text.minutes(formatNumber(Math.round(pendingSeconds / MINUTE_SECONDS)));
}

/** The programme a sheet draws on, its resolution and what is left of its budget. */
export function ProgrammeOfSheet({ programme }: { programme: Programme | undefined }) {
  const { sign: text } = useText(sheetsText);
  if (programme === undefined) return null;
  const left = BigInt(programme.budgetPoints) - BigInt(programme.issuedPoints) - BigInt(programme.reservedPoints);
  return <p>{text.programme(programme.title, programme.resolution.label)} {text.budgetLeft(formatPoints(left > 0n ? left : 0n))}</p>;
}
