import { defineText } from "./define-text.ts";

export const accessibilityText = defineText({
  fr: {
    title: "Accessibilité",
    lead: "Ces pages doivent servir à tout le monde, à tout âge, avec ou sans téléphone.",
    aim: {
      title: "Ce que nous visons",
      paragraph: "La norme WCAG 2.2, niveau AA. Cette version est un essai : aucun organisme indépendant ne l'a encore évaluée.",
      points: [
        "Tout se fait au clavier, dans l'ordre de lecture, avec un repère toujours visible.",
        "Chaque état a un mot. La couleur ne dit jamais rien seule.",
        "Le texte grossit jusqu'à 400 % sans déborder, sur un écran large de 320 pixels.",
        "Les pages suivent le thème clair ou sombre et le mouvement réduit de votre appareil.",
        "Chaque graphique a son tableau. Chaque code à lire a son code à taper ou à écouter.",
        "Aucun message ne disparaît seul.",
      ],
    },
    limits: {
      title: "Ce qui manque encore",
      points: [
        "Les textes sont en français seulement.",
        "Les échéances d'un paiement sont courtes : deux minutes. Si elles passent, rien n'est retiré et vous recommencez.",
        "La carte imprimée et le service au comptoir sans téléphone ne sont pas encore offerts.",
      ],
    },
    help: {
      title: "Une difficulté? Dites-le-nous",
      paragraph: (phone: string) => `Appelez le ${phone} ou passez au comptoir de la Ville. Dites quelle page vous arrête et avec quel appareil. Le personnel fait la démarche avec vous, sans frais.`,
    },
    helpNumber: "311",
  },
});
