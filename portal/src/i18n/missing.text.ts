import { defineText } from "./define-text.ts";

/** Pages that are not there, or not for this person. */
export const missingText = defineText({
  fr: {
    notFoundTitle: "Une maille a sauté : cette page n'existe pas",
    notFoundBody: "L'adresse est peut-être incomplète, ou la page a changé de place. Vos points sont en sûreté.",
    home: (city: string) => `Aller à l'accueil de ${city}`,
    lost: "Toujours perdu? Appelez le 311 et donnez le code 404.",
    failedTitle: "Cette page n'a pas pu s'ouvrir",
    reload: "Recharger la page",
    notYoursTitle: "Cette page n'est pas ouverte à votre compte",
    notYoursBody: "La Ville donne cet accès. Si vous devriez l'avoir, appelez le 311.",
    noCityTitle: "Choisissez votre ville",
    noCityBody: "Chaque ville ouvre son portail sous son propre nom.",
  },
});
