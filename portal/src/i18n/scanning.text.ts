import { defineText } from "./define-text.ts";

export const scanningText = defineText({
  fr: {
    aim: "Placez le code dans le cadre",
    starting: "Ouverture de la caméra",
    refused: "La caméra est bloquée. Permettez-la dans les réglages du navigateur, ou tapez le code court.",
    absent: "Cet appareil n'a pas de caméra. Tapez le code court.",
    failed: "La caméra ne s'ouvre pas. Fermez les autres applications qui s'en servent, ou tapez le code court.",
    typedLabel: "Ou tapez le code court",
    typedHelp: "8 caractères affichés sous le code, par exemple F3KD 9PXT",
    typedError: "Écrivez les 8 caractères du code court, par exemple F3KD 9PXT",
    typedNotOurs: "Ce code ne vient d'aucune ville membre. Vérifiez le premier caractère.",
    notOurs: "Ce code ne vient pas d'une ville membre. Rien n'a été ouvert.",
    unreadable: "Le code n'a pas pu être lu en entier. Rapprochez l'appareil, ou tapez le code court.",
    continue: "Continuer",
    retry: "Rouvrir la caméra",
    cameraView: "Image de la caméra",
  },
});
