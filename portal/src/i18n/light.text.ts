import { defineText } from "./define-text.ts";

/** What the ledger's light says: as of which page, and by which number the copies differ. */
export const lightText = defineText({
  fr: {
    agrees: (count: string) => `${count} comparés : la base de la Ville dit la même chose que le registre.`,
    figure: "chiffre",
    figures: "chiffres",
    late: "La base de la Ville n'a pas encore lu les dernières pages du registre. Ce que vous voyez peut dater de quelques instants.",
    differs: "La base de la Ville ne dit pas la même chose que le registre. Le registre fait foi. La Ville est avertie.",
    difference: (what: string, ledger: string, database: string, by: string) => `${what} : ${ledger} au registre, ${database} à la Ville, écart de ${by}.`,
    closesDiffer: "Les clôtures des villes ne disent pas toutes la même chose. Les villes sont averties.",
    closesAgree: (agreeing: string, count: string, day: string) => `${agreeing} sur ${count} concordent pour le ${day}.`,
    close: "clôture",
    closes: "clôtures",
    closeNumber: (city: string, what: string, found: string, expected: string, by: string) => `${city} : ${what}, ${found} au lieu de ${expected}, écart de ${by}.`,
    closeHash: (city: string, what: string) => `${city} : ${what}, différente de celle des autres villes.`,
    closesMissing: (cities: string) => `Pas encore reçues : ${cities}.`,
    asOf: (page: string, when: string) => `Page ${page} du registre, écrite le ${when}.`,
    checked: (when: string) => `Vérifié à ${when}.`,
    unsealed: "Registre d'essai : un seul ordinateur le tient. Aucune ville ne l'a scellé.",
  },
});
