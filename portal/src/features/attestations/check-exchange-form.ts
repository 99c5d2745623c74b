import { formatPoints } from "../../i18n/format-number.ts";
import type { exchangesText } from "../../i18n/exchanges.text.ts";
import type { FieldMistake } from "../../ui/error-summary.tsx";
import { parseDuration, parseMemberCode, parsePoints } from "./exchange-proposal.ts";
import type { ExchangeProposal } from "./exchange-proposal.ts";
import type { ExchangeKind, ExchangeLimits, ExchangeRole } from "./exchanges.ts";

/** The form as it stands; `iAm` is asked, never assumed. */
export type ExchangeForm = { partnerCode: string; iAm: ExchangeRole | undefined; kind: ExchangeKind; title: string; description: string; duration: string; points: string };

export const emptyExchangeForm: ExchangeForm = { partnerCode: "", iAm: undefined, kind: "SERVICE", title: "", description: "", duration: "", points: "" };

const SHORTEST_TITLE = 3;

type Words = Pick<typeof exchangesText.fr.form, "partnerCodeError" | "iAmError" | "whatError" | "durationError" | "pointsError" | "pointsTooMany">;

/** The proposal, or every correction in the order of the fields. An object has no duration and no rate. */
export function checkExchangeForm(form: ExchangeForm, limits: ExchangeLimits | undefined, words: Words): { proposal: ExchangeProposal } | { mistakes: FieldMistake[] } {
  const partnerMemberCode = parseMemberCode(form.partnerCode);
  const title = form.title.trim();
  const quantityMinutes = form.kind === "OBJECT" ? 0 : parseDuration(form.duration);
  const points = parsePoints(form.points);
  const most = form.kind === "SERVICE" && limits && quantityMinutes !== undefined ? BigInt(quantityMinutes * limits.pointsPerMinuteMax) : undefined;
  const mistakes: FieldMistake[] = [];
  if (partnerMemberCode === undefined) mistakes.push({ fieldId: "code-membre", message: words.partnerCodeError });
  if (form.iAm === undefined) mistakes.push({ fieldId: "role", message: words.iAmError });
  if (title.length < SHORTEST_TITLE) mistakes.push({ fieldId: "titre", message: words.whatError });
  if (quantityMinutes === undefined) mistakes.push({ fieldId: "duree", message: words.durationError });
  if (points === undefined) mistakes.push({ fieldId: "points", message: words.pointsError });
  else if (most !== undefined && points > most) mistakes.push({ fieldId: "points", message: words.pointsTooMany(formatPoints(most)) });
  if (mistakes.length > 0 || partnerMemberCode === undefined || form.iAm === undefined || quantityMinutes === undefined || points === undefined) return { mistakes };
  return { proposal: { partnerMemberCode, iAm: form.iAm, title, description: form.description.trim(), points: points.toString(), quantityMinutes, kind: form.kind } };
}
