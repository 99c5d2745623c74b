import { defineText } from "./define-text.ts";

/** What a programme counts, in words. */
export const programmeWords = defineText({
  fr: {
    units: { MINUTE: "Heures données", ATTENDANCE: "Présences", CENT: "Achats", ACTION: "Gestes" },
    perAttendance: (count: string, isOne: boolean) => (isOne ? "une présence" : `${count} présences`),
    perAction: (count: string, isOne: boolean) => (isOne ? "un geste" : `${count} gestes`),
    perPurchase: (amount: string) => `${amount} d'achat`,
    hour: "une heure",
    gesture: (quantity: string, title: string) => `${quantity}, ${title}`,
  },
});
