import { problemSentences } from "./problem-sentences.text.ts";
import type { ProofProblem } from "./proof-problem.ts";
import type { ProvedFact } from "./proved-fact.ts";
import { reasonSentences, reportKindWords } from "./fact-words.text.ts";
import type { SealingCity, Verdict } from "./verify-proof.ts";

export type Language = "fr" | "en";

/** What is broken and what to do, for people. */
export function describeProblem({ code, detail }: ProofProblem, language: Language = "fr"): string {
  return problemSentences[code][language].replace(/\{(\w+)\}/g, (_, name: string) => writeValue(detail[name] ?? "?", language));
}

const writeValue = (value: string | number, language: Language): string =>
  typeof value === "number" && value >= 10_000 ? writeAmount(BigInt(value), language) : String(value);

/** Thousands apart by a thin space in French, by a comma in English. */
export const writeAmount = (amount: bigint, language: Language): string =>
  amount.toString().replace(/\B(?=(?:\d{3})+$)/g, language === "fr" ? "\u202f" : ",");

/** The verdict in sentences: what happened, when, who sealed, whose closes confirm. */
export function describeVerdict(verdict: Verdict, language: Language = "fr"): string[] {
  const { blockNumber, at, closesBy } = verdict;
  const isFrench = language === "fr";
  return [
    describeFact(verdict.what, language),
    isFrench ? `Inscrit le ${writeMoment(at, language)}, page ${writeAmount(BigInt(blockNumber), language)} du registre «\u202f${verdict.network}\u202f».`
      : `Recorded on ${writeMoment(at, language)}, page ${writeAmount(BigInt(blockNumber), language)} of the ledger “${verdict.network}”.`,
    describeSeals(verdict, language),
    ...(closesBy.length > 0 ? [describeCloses(closesBy, language)] : []),
    ...(verdict.isTrial && verdict.consensus === "qbft" ? [isFrench ? "C’est un registre d’essai\u00a0: ces points n’ont pas cours." : "This is a trial ledger: these points have no value."] : []),
  ];
}

/** « Scellé par 8 villes sur 11 : Brossard, Magog… » */
export function describeSeals({ consensus, sealedBy, setSize }: Pick<Verdict, "consensus" | "sealedBy" | "setSize">, language: Language = "fr"): string {
  if (consensus === "none") {
    return language === "fr" ? "Registre d’essai\u00a0: aucune ville n’a scellé." : "Trial ledger: no city has sealed.";
  }
  const names = writeNames(sealedBy, language);
  return language === "fr" ? `Scellé par ${sealedBy.length} villes sur ${setSize}\u00a0: ${names}.` : `Sealed by ${sealedBy.length} cities of ${setSize}: ${names}.`;
}

export function describeCloses(cities: readonly SealingCity[], language: Language = "fr"): string {
  const names = writeNames(cities, language);
  if (cities.length === 1) return language === "fr" ? `Confirmé par la clôture d’une ville\u00a0: ${names}.` : `Confirmed by the close of one city: ${names}.`;
  return language === "fr" ? `Confirmé par les clôtures de ${cities.length} villes\u00a0: ${names}.` : `Confirmed by the closes of ${cities.length} cities: ${names}.`;
}

const writeNames = (cities: readonly SealingCity[], language: Language): string =>
  new Intl.ListFormat(language === "fr" ? "fr-CA" : "en-CA", { type: "conjunction" }).format(cities.map(({ name }) => name));

/** Civil time of Québec. */
function writeMoment(seconds: number, language: Language): string {
  return new Intl.DateTimeFormat(language === "fr" ? "fr-CA" : "en-CA", { dateStyle: "long", timeStyle: "short", timeZone: "America/Toronto" }).format(new Date(seconds * 1_000));
}

const writePoints = (points: bigint, language: Language): string =>
  `${writeAmount(points, language)}\u00a0${language === "fr" ? (points < 2n ? "point" : "points") : points === 1n ? "point" : "points"}`;

/** What happened, in one sentence; accounts are pseudonyms and are not spelled out. */
export function describeFact(fact: ProvedFact, language: Language = "fr"): string {
  const isFrench = language === "fr";
  switch (fact.kind) {
    case "RECEIPT":
      if (fact.outcome === "DECLINED") return isFrench ? `Paiement refusé\u00a0: ${reasonSentences[fact.reason].fr}.` : `Payment declined: ${reasonSentences[fact.reason].en}.`;
      return isFrench ? `Paiement accepté\u00a0: ${writePoints(fact.points, language)}.` : `Payment accepted: ${writePoints(fact.points, language)}.`;
    case "LINE":
      return isFrench ? `Ligne ${fact.index + 1} d’une feuille inscrite\u00a0: ${writePoints(fact.points, language)} pour une quantité de ${writeAmount(fact.quantity, language)}.`
        : `Line ${fact.index + 1} of a sheet posted: ${writePoints(fact.points, language)} for a quantity of ${writeAmount(fact.quantity, language)}.`;
    case "EXCHANGE":
      return isFrench ? `Échange entre résidents\u00a0: ${writePoints(fact.points, language)}${fact.exchangeKind === "SERVICE" ? ` pour ${fact.quantityMinutes}\u00a0minutes` : ""}.`
        : `Exchange between residents: ${writePoints(fact.points, language)}${fact.exchangeKind === "SERVICE" ? ` for ${fact.quantityMinutes} minutes` : ""}.`;
    case "REPORT":
      return isFrench ? `Rapport publié par la ville numéro ${fact.cityId}\u00a0: ${reportKindWords[fact.reportKind].fr}, période ${fact.period}, empreinte ${fact.reportHash}.`
        : `Report published by city number ${fact.cityId}: ${reportKindWords[fact.reportKind].en}, period ${fact.period}, hash ${fact.reportHash}.`;
  }
}
