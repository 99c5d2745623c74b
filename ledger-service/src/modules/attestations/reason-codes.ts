/** Why a line is contested, a sheet withdrawn or a dispute decided: a number on the chain, words here. */
type ReasonWords = { readonly fr: string; readonly en: string };

export const reasonCodes = {
  wrongQuantity: 1,
  notThere: 2,
  notMe: 3,
  duplicate: 4,
  wrongProgramme: 5,
  mistake: 6,
  evidenceSeen: 7,
  evidenceMissing: 8,
  signerOnSheet: 9,
  dayLimit: 10,
  other: 99,
} as const;

const words: Readonly<Record<number, ReasonWords>> = {
  1: { fr: "La quantité n’est pas la bonne", en: "The quantity is not right" },
  2: { fr: "La personne n’y était pas", en: "The person was not there" },
  3: { fr: "Ce n’est pas la bonne personne", en: "It is not the right person" },
  4: { fr: "La ligne est en double", en: "The line is there twice" },
  5: { fr: "Ce n’est pas le bon programme", en: "It is not the right programme" },
  6: { fr: "La feuille contient une erreur", en: "The sheet contains a mistake" },
  7: { fr: "Les preuves ont été vues", en: "The evidence was seen" },
  8: { fr: "Les preuves manquent", en: "The evidence is missing" },
  9: { fr: "La personne qui a signé est aussi sur la feuille", en: "The person who signed is also on the sheet" },
  10: { fr: "Le total de la personne dépasse ce qu’une journée ou une semaine permet", en: "The person’s total is more than a day or a week allows" },
  99: { fr: "Autre raison", en: "Another reason" },
};

/** @returns the words of a reason code; a code that another city uses and this one does not know is « Autre raison » */
export function reasonWords(reasonCode: number): ReasonWords {
  return words[reasonCode] ?? { fr: "Autre raison", en: "Another reason" };
}
