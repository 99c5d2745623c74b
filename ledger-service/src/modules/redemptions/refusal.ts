import type { RefusalReason } from "../../platform/chain/generated/enums.ts";

/** One of the seven refusals of the counter. The person's balance is never told to the merchant. */
export interface Refusal {
  readonly code: "R1" | "R2" | "R3" | "R4" | "R5" | "R6" | "R7" | "INCIDENT";
  readonly title: string;
  readonly sentence: string;
  readonly titleEn: string;
  readonly sentenceEn: string;
}

/** What the sentences name: the merchant's city and its treasury's telephone. */
export interface RefusalPlace {
  readonly cityName: string;
  readonly treasuryPhone: string;
}

type RefusalName = Exclude<keyof typeof RefusalReason, "NONE">;

const insufficient = (): Refusal => ({
  code: "R1",
  title: "Refusé. Pas assez de points.",
  sentence:
    "Le solde de la personne ne couvre pas ce montant. Proposez un montant plus bas ou un autre mode de paiement.",
  titleEn: "Declined. Not enough points.",
  sentenceEn: "The person’s balance does not cover this amount. Offer a lower amount or another way to pay.",
});

const expired = (): Refusal => ({
  code: "R2",
  title: "Refusé. Code expiré.",
  sentence: "Ce code ne vaut plus. Demandez à la personne d’en afficher un nouveau.",
  titleEn: "Declined. Code expired.",
  sentenceEn: "This code is no longer good. Ask the person to show a new one.",
});

const used = (): Refusal => ({
  code: "R3",
  title: "Refusé. Code déjà utilisé.",
  sentence: "Ce code a servi à un autre paiement. Vérifiez vos ventes du jour avant de recommencer.",
  titleEn: "Declined. Code already used.",
  sentenceEn: "This code was used for another payment. Check today’s sales before trying again.",
});

const notOpened = ({ cityName }: RefusalPlace): Refusal => ({
  code: "R4",
  title: "Refusé. Points non ouverts ici.",
  sentence: `Les points de la personne ne sont pas ouverts à ${cityName}. Elle peut le changer dans « Mon profil ».`,
  titleEn: "Declined. Points not opened here.",
  sentenceEn: `The person’s points are not opened to ${cityName}. They can change this under “My profile”.`,
});

const blocked = (): Refusal => ({
  code: "R5",
  title: "Refusé. Carte ou compte bloqué.",
  sentence: "La personne doit appeler sa ville au 311. Rendez-lui sa carte.",
  titleEn: "Declined. Card or account blocked.",
  sentenceEn: "The person must call their city at 311. Give the card back.",
});

const paused = ({ treasuryPhone }: RefusalPlace): Refusal => ({
  code: "R6",
  title: "Refusé. Votre comptoir est en pause.",
  sentence: `La Ville a suspendu vos encaissements. Appelez la trésorerie au ${treasuryPhone}.`,
  titleEn: "Declined. Your counter is paused.",
  sentenceEn: `The City has suspended your payments. Call the treasury office at ${treasuryPhone}.`,
});

const capped = (): Refusal => ({
  code: "R7",
  title: "Refusé. Limite du jour atteinte.",
  sentence:
    "Cette carte ou cet appareil a atteint sa limite. La personne peut approuver avec sa clé d’accès, ou payer moins.",
  titleEn: "Declined. Daily limit reached.",
  sentenceEn: "This card or device has reached its limit. The person can approve with their passkey, or pay less.",
});

const incident = (): Refusal => ({
  code: "INCIDENT",
  title: "Demande non conforme.",
  sentence: "Rien n’a été pris. Annulez cette vente et recommencez-la depuis le début.",
  titleEn: "Request not in order.",
  sentenceEn: "Nothing was taken. Cancel this sale and start it again.",
});

const refusals: Record<RefusalName, (place: RefusalPlace) => Refusal> = {
  INSUFFICIENT_POINTS: insufficient,
  POINTS_NOT_ACCEPTED_HERE: notOpened,
  ACCOUNT_NOT_ACTIVE: blocked,
  MERCHANT_NOT_ACTIVE: paused,
  MERCHANT_CEILING: paused,
  SIGNER_CAP: capped,
  EXPIRED: expired,
  NOT_YET_VALID: expired,
  ALREADY_SETTLED: used,
  ALREADY_DECLINED: used,
  VOIDED: used,
  SIGNER_REMOVED: blocked,
  TERMINAL_REMOVED: paused,
  TERMS_DIFFER: incident,
  BAD_SIGNATURE: incident,
};

/** The sentence for a reason of `RedemptionDesk` (portal-design §6). */
export const refusalOf = (reason: RefusalName, place: RefusalPlace): Refusal => refusals[reason](place);

/** R4, also when the resident's own service refuses because that city is not opened. */
export const cityNotOpenedRefusal = notOpened;

const FINAL_REASONS: ReadonlySet<string> = new Set<RefusalName>([
  "INSUFFICIENT_POINTS",
  "POINTS_NOT_ACCEPTED_HERE",
  "ACCOUNT_NOT_ACTIVE",
  "MERCHANT_NOT_ACTIVE",
  "MERCHANT_CEILING",
  "SIGNER_CAP",
]);

/** Whether the ledger keeps the refusal for good: the charge can never settle later (Q2). */
export const isFinalRefusal = (reason: RefusalName): boolean => FINAL_REASONS.has(reason);
export type { RefusalName };
