import { defineText } from "./define-text.ts";

export const frameText = defineText({
  fr: {
    skipToContent: "Aller au contenu",
    product: "Maille",
    productTag: ", les points de la ville",
    documentTitle: (page: string, city: string) => `${page} — Maille, ${city}`,
    signIn: "Accès",
    signOut: "Quitter",
    signOutFailed: "La session est encore ouverte. Réessayez, ou fermez la fenêtre du navigateur.",
    sections: "Sections",
    oneOfEleven: "Une maille parmi onze",
    memberCities: "Villes membres",
    help: "Aide et téléphone : 311",
    verifyReceipt: "Vérifier un reçu",
    publicLedger: "Registre public",
    ledgerPages: "Pages du registre",
    accessibility: "Accessibilité",
    privacy: "Vie privée",
    offline: "Pas de réseau. Ce que vous voyez peut dater. Rien ne peut être envoyé pour l'instant.",
    loading: "la page",
    testLedger: "Registre d'essai",
  },
});
