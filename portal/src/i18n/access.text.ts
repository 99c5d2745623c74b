import { defineText } from "./define-text.ts";

/** « Accès »: the ways to sign in. */
export const accessText = defineText({
  fr: {
    title: "Accès",
    lead: (city: string) => `Ouvrez vos points de ${city}. Nous ne vous demandons jamais de mot de passe par courriel.`,
    openMyPoints: "Ouvrir mes points",
    cityFile: "Avec mon dossier de la Ville",
    cityFileNote: "Le même accès que pour vos taxes et loisirs",
    device: "Avec cet appareil",
    deviceNote: "Empreinte, visage ou NIP de l'appareil",
    noPhone: "Pas de téléphone? Passez au comptoir de la Ville ou appelez le 311.",
    institutions: "Commerces, organismes et personnel",
    institutionsLead: "Votre dossier de la Ville, plus haut, ouvre aussi votre commerce, votre organisme ou votre poste.",
    ethereum: "Avec un compte Ethereum",
    ethereumNote: "Pour la vérification et le personnel d'une autre ville",
    noWallet: "Vous signez avec un compte Ethereum? Ouvrez cette page dans le navigateur où il se trouve.",
    ethereumStatement: (city: string) => `Ouvrir une session à ${city}. Cette signature ne déplace aucun point.`,
    cancelled: "Vous avez fermé la demande. Rien n'a changé. Choisissez une façon d'entrer.",
    ended: "Votre session est terminée",
    endedNote: "Après un temps sans activité, nous fermons la session pour protéger vos points.",
    refused: "Accès non ouvert",
    sharedComputer: "Ordinateur partagé? Fermez aussi la fenêtre du navigateur en partant.",
  },
});
