/** Changes with every change of the words below: who enrols must have read the present ones [L15]. */
export const noticeVersion = "2026-11";
/** Version of the words read before a city is opened [L5, L7]. */
export const openedCityTextVersion = "2026-11";

/** What is said before the first field is sent (Access Act s. 65) [L15]. */
export function collectionNotice(city: { name: string; phone: string }): readonly string[] {
  return [
    `La Ville (${city.name}) recueille votre nom et votre numéro de citoyen. Ils servent à tenir votre compte de points, un seul par personne.`,
    "Le personnel de la Ville qui tient les inscriptions y a accès. Un organisme voit seulement si votre code de membre est connu. Un commerce ne voit rien de vous.",
    "Vos mouvements de points sont écrits dans un registre que tiennent onze villes. Votre nom n’y est pas\u00A0: un numéro tiré au hasard le remplace. Les villes voient les mouvements de ce numéro.",
    "Vos renseignements restent au Québec. Une autre ville n’en reçoit que si vous le permettez, ville par ville.",
    `Vous pouvez voir vos renseignements, les faire corriger, les emporter ou fermer votre compte. Appelez le ${city.phone} ou passez au comptoir.`,
    "L’inscription est libre. Sans elle, vous gardez tous les services de la Ville, mais pas les points.",
  ];
}

/** The four items shown before joining (P-40.1 r. 3 s. 79.6.4) [C3]. */
export const programmeTerms = {
  howToEarn:
    "Vous gagnez des points en aidant un organisme, en prenant part à la vie municipale ou en rendant service. Chaque programme dit son taux.",
  howToExchange:
    "Vous échangez vos points chez les commerces membres et aux comptoirs de la Ville. Vous ouvrez vous-même les autres villes, une à une.",
  expiry: "Vos points n’ont pas de date de fin. Ils ne s’achètent pas et ne se changent pas en argent.",
  conversionFactor: "100 points valent 1,00\u00A0$ de rabais. Si ce taux change, vos points déjà gagnés gardent le leur.",
} as const;
