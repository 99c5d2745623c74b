import { defineText } from "./define-text.ts";

/** Choosing the institution one acts for. */
export const actingForText = defineText({
  fr: {
    merchantTitle: "Pour quel commerce?",
    organizationTitle: "Pour quel organisme?",
    note: "Ce que vous ferez ensuite sera fait en son nom. Vous pourrez changer à tout moment.",
    opening: "votre institution",
    asCashier: "À la caisse",
    asOwner: "Propriétaire",
    asCoordinator: "Coordination",
    actingFor: (name: string) => `Vous agissez pour ${name}.`,
    change: "Changer",
  },
});
