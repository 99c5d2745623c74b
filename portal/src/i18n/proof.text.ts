import { defineText } from "./define-text.ts";

/** A fact taken away as a file that anyone can check. */
export const proofText = defineText({
  fr: {
    download: "Télécharger la preuve",
    preparing: "Préparation de la preuve",
    what: "La preuve est un petit fichier. Toute personne peut la vérifier sans compte, sans internet et sans croire la Ville sur parole.",
    care: "Elle montre des numéros de compte, le vôtre et ceux de paiements écrits au même moment, mais aucun nom. Ne la donnez qu'à qui en a besoin.",
    careAudit: "Elle montre des numéros de compte, mais aucun nom. Ne la donnez qu'à qui vérifie.",
  },
});
