import { defineText } from "./define-text.ts";

/** « Vie privée »: what is kept, by whom, and what others see. */
export const privacyPageText = defineText({
  fr: {
    title: "Vie privée",
    lead: (city: string) => `Ce que ${city} garde, ce que les onze villes voient, et ce que vous pouvez demander.`,
    city: {
      title: "Ce que votre ville garde",
      kept: "Ces renseignements restent dans la base de votre ville, au Québec. Ils ne sont pas au registre.",
      points: [
        "votre nom et votre numéro de citoyen;",
        "le lien entre vous et votre compte de points : une seule ligne, chiffrée, que la Ville peut détruire;",
        "votre code de membre, et qui l'a cherché;",
        "vos réglages, vos autorisations et vos avis;",
        "le texte de vos échanges de services.",
      ],
    },
    ledger: {
      title: "Ce que les onze villes voient",
      pseudonymous: "Le registre est tenu par les onze villes. Votre nom n'y est pas : un numéro de compte tiré au hasard vous remplace.",
      notAnonymous: "Ce n'est pas anonyme. Les onze villes voient chaque mouvement de ce compte : combien de points, quand, pour quelle feuille, chez quel commerce. Une personne qui saurait quel est votre compte saurait aussi tout cela.",
      forever: "Ce qui est inscrit au registre ne s'efface pas. Si vous partez, la Ville détruit le lien entre vous et le compte.",
    },
    others: {
      title: "Ce que les autres voient",
      points: [
        "Un commerce voit si le paiement est accepté. Il ne voit ni votre nom, ni votre ville, ni votre solde.",
        "Un organisme sait si votre code de membre est connu, rien de plus. Chaque recherche est notée et vous la voyez.",
        "Une personne avec qui vous échangez un service voit le nom que vous lui montrez et l'échange.",
        "Une autre ville ne reçoit rien de plus, sauf si vous l'ouvrez vous-même, dans « Mon profil ».",
      ],
    },
    staff: {
      title: "Le personnel de la Ville",
      powers: "Chaque personne a seulement les pouvoirs de son poste. Les actes importants demandent deux signatures.",
      audit: "La vérification voit les points, les feuilles et les signataires. Elle ne voit pas le nom des résidents.",
    },
    none: {
      title: "Ce que nous ne faisons pas",
      points: [
        "Nous ne vendons ni ne louons aucun renseignement.",
        "Nous ne suivons pas votre position.",
        "Aucune publicité, aucun témoin de suivi, aucun service d'une autre compagnie sur ces pages.",
        "Nous ne montrons aucun groupe de moins de dix personnes dans les chiffres publics.",
      ],
    },
    rights: {
      title: "Vos droits",
      ask: (phone: string) => `Vous pouvez voir vos renseignements, les faire corriger, les emporter ou fermer votre compte. Appelez le ${phone} ou passez au comptoir.`,
      complain: "Si la réponse ne vous convient pas, vous pouvez écrire à la Commission d'accès à l'information du Québec.",
    },
    help: "311",
  },
});
