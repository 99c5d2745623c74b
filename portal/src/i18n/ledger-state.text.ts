import { defineText } from "./define-text.ts";

/** The notice above every screen while the ledger is slow, stopped, out of reach or behind. */
export const ledgerStateText = defineText({
  fr: {
    SLOW: { title: "Le registre est plus lent que d'habitude.", detail: "Un envoi peut prendre une minute. Ne recommencez pas." },
    STALLED: {
      title: "Le registre est arrêté.",
      detail: "Trop de villes sont hors ligne. Les paiements sont refusés, vos points sont intacts. Ce qui est déjà reçu sera inscrit à la reprise.",
    },
    UNREACHABLE: {
      title: "Le registre ne répond pas.",
      detail: "Ce que vous voyez peut dater. Rien ne peut être envoyé pour l'instant. Vos points sont intacts.",
    },
    BEHIND: {
      title: "Le registre de votre ville rattrape son retard.",
      detail: "Ce que vous voyez peut dater. Rien ne peut être envoyé pour l'instant. Attendez une minute.",
    },
    lastPage: (time: string) => `Dernière inscription : ${time}.`,
    leavesByItself: "Cet avis partira de lui-même.",
    /** Beside what waits. */
    kept: "Reçue. Sera inscrite quand le registre reprendra. Vous n'avez rien à refaire.",
    noSale: { title: "Pas de nouvelle vente pour l'instant", detail: "Le registre ne peut rien inscrire. Vendez sans points, ou attendez que l'avis en haut de la page parte." },
  },
});
