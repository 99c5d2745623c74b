import { defineText } from "./define-text.ts";

/** Where to go after signing in. */
export const landingText = defineText({
  fr: {
    title: "Que voulez-vous ouvrir?",
    myPoints: "Mes points",
    myPointsNote: "Voir, gagner et utiliser vos points",
    enrol: "M'inscrire aux points",
    enrolNote: "Lisez d'abord ce que la Ville recueille. Deux minutes suffisent.",
    merchant: "Mon commerce",
    merchantNote: "Encaisser, annuler, voir les ventes du jour",
    organization: "Mon organisme",
    organizationNote: "Activités et feuilles d'heures",
    invitation: "J'ai un code d'invitation",
    municipality: "La Ville",
    municipalityNote: "Programmes, inscriptions, émissions et vérification",
  },
});
