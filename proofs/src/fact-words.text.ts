import type { RefusalReason, ReportKind } from "./generated/proved-events.ts";

type Words = { readonly fr: string; readonly en: string };

/** Why a payment was declined, after a colon. */
export const reasonSentences: Readonly<Record<RefusalReason, Words>> = {
  NONE: { fr: "sans raison donnée", en: "no reason given" },
  INSUFFICIENT_POINTS: { fr: "le compte n’avait pas assez de points", en: "the account had too few points" },
  POINTS_NOT_ACCEPTED_HERE: { fr: "ces points ne sont pas acceptés dans cette ville", en: "these points are not accepted in that city" },
  ACCOUNT_NOT_ACTIVE: { fr: "le compte n’était pas actif", en: "the account was not active" },
  MERCHANT_NOT_ACTIVE: { fr: "le commerce n’était pas actif", en: "the merchant was not active" },
  MERCHANT_CEILING: { fr: "le commerce avait atteint son plafond du jour", en: "the merchant had reached its daily ceiling" },
  SIGNER_CAP: { fr: "la clé avait atteint sa limite", en: "the key had reached its limit" },
  EXPIRED: { fr: "la demande était expirée", en: "the charge had expired" },
  NOT_YET_VALID: { fr: "l’accord n’était pas encore valable", en: "the consent was not yet valid" },
  ALREADY_SETTLED: { fr: "la demande était déjà payée", en: "the charge was already paid" },
  ALREADY_DECLINED: { fr: "la demande était déjà refusée", en: "the charge was already declined" },
  VOIDED: { fr: "la demande était annulée", en: "the charge was voided" },
  SIGNER_REMOVED: { fr: "la clé était retirée", en: "the key was removed" },
  TERMINAL_REMOVED: { fr: "le terminal était retiré", en: "the terminal was removed" },
  TERMS_DIFFER: { fr: "la demande et l’accord différaient", en: "charge and consent differed" },
  BAD_SIGNATURE: { fr: "une signature n’était pas bonne", en: "a signature was not good" },
};

export const reportKindWords: Readonly<Record<ReportKind, Words>> = {
  NONE: { fr: "rapport", en: "report" },
  DAILY_CLOSE: { fr: "clôture du jour", en: "daily close" },
  ISSUANCE: { fr: "points émis du mois", en: "points issued in the month" },
  CLEARING: { fr: "relevé de compensation", en: "clearing statement" },
  MINUTES: { fr: "procès-verbal du conseil", en: "minutes of the council" },
};
