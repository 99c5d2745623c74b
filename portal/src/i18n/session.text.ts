import { defineText } from "./define-text.ts";

export const sessionText = defineText({
  fr: {
    endsSoon: "Votre session se termine bientôt",
    endsSoonNote: (time: string) => `Elle se ferme à ${time}. Votre travail en cours est gardé.`,
    stay: "Rester",
  },
});
