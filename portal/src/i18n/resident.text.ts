import { defineText } from "./define-text.ts";

/** The resident's sections. */
export const residentText = defineText({
  fr: {
    points: "Mes points",
    pay: "Payer",
    exchanges: "Échanges",
    notices: "Avis",
    profile: "Mon profil",
    unread: (count: number) => (count < 2 ? "1 avis non lu" : `${count} avis non lus`),
  },
});
