import type { QuantityRefusal } from "./read-quantity-text.ts";

export type LineFindingCode =
  | QuantityRefusal
  | "member-code-missing"
  | "member-code-unknown"
  | "line-repeated"
  | "signer-on-sheet"
  | "line-long";

interface FindingWords {
  readonly message: string;
  readonly messageEn: string;
}

const words: Readonly<Record<LineFindingCode, FindingWords>> = {
  "member-code-missing": {
    message: "Entrez le code de membre de la personne. Exemple\u202F: B7K2M9QX4.",
    messageEn: "Enter the person’s member code. Example: B7K2M9QX4.",
  },
  "member-code-unknown": {
    message: "Ce code de membre n’est pas connu. Demandez à la personne de le relire dans « Ma carte ».",
    messageEn: "This member code is not known. Ask the person to read it again under “My card”.",
  },
  "line-repeated": {
    message: "Cette personne est déjà sur la feuille. Regroupez ses heures sur une ligne.",
    messageEn: "This person is already on the sheet. Put their time on one line.",
  },
  "signer-on-sheet": {
    message: "C’est votre propre code. Une autre personne de l’organisme doit attester vos heures.",
    messageEn: "This is your own code. Another person of the organization must attest your time.",
  },
  "quantity-missing": {
    message: "Entrez une quantité plus grande que zéro. Exemple\u202F: 2 h 30.",
    messageEn: "Enter a quantity above zero. Example: 2:30.",
  },
  "quantity-unreadable": {
    message: "Écrivez la quantité comme ceci\u202F: 2 h 30, 2,5 ou 2:30.",
    messageEn: "Write the quantity like this: 2:30 or 2.5.",
  },
  "quantity-not-quarter-hours": {
    message: "Arrondissez au quart d’heure. Exemple\u202F: 2 h 15.",
    messageEn: "Round to a quarter of an hour. Example: 2:15.",
  },
  "quantity-too-large": {
    message: "C’est trop pour une ligne\u202F: 12 heures par jour au plus. Vérifiez la quantité.",
    messageEn: "This is too much for one line: at most 12 hours a day. Check the quantity.",
  },
  "line-long": {
    message: "Plus de 8 heures\u202F: faites relire cette ligne par une autre personne de l’organisme.",
    messageEn: "More than 8 hours: have another person of the organization check this line.",
  },
};

/** One fault or remark of one line, as it is shown beside it. */
export function lineFinding(code: LineFindingCode): { code: LineFindingCode } & FindingWords {
  return { code, ...words[code] };
}
