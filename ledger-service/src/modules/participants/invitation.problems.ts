import { defineProblems } from "../../kernel/problem.ts";

export const invitationProblems = defineProblems({
  "one-time-code-refused": {
    status: 404,
    title: "Code refusé",
    titleEn: "Code refused",
    detail: "Ce code n’existe pas, a déjà servi ou n’est plus bon. Vérifiez-le, ou demandez-en un nouveau.",
    detailEn: "This code does not exist, was used, or is no longer good. Check it, or ask for a new one.",
  },
  "invitation-unknown": {
    status: 404,
    title: "Invitation introuvable",
    titleEn: "Invitation not found",
    detail: "Cette invitation n’existe pas dans cette ville. Rechargez la liste.",
    detailEn: "This invitation does not exist in this city. Reload the list.",
  },
  "invitation-incomplete": {
    status: 400,
    title: "Invitation à compléter",
    titleEn: "Invitation incomplete",
    detail: "Choisissez l’institution pour une personne d’un commerce ou d’un organisme, ou les pouvoirs pour le personnel.",
    detailEn: "Choose the institution for a merchant’s or an organization’s person, or the powers for staff.",
  },
  "invitation-key-needed": {
    status: 400,
    title: "Il manque votre clé",
    titleEn: "Your key is missing",
    detail: "Ce rôle demande une clé pour signer. Créez votre clé sur cet appareil, puis acceptez de nouveau.",
    detailEn: "This role needs a key to sign. Create your key on this device, then accept again.",
  },
  "key-already-used": {
    status: 409,
    title: "Clé déjà utilisée",
    titleEn: "Key already used",
    detail: "Une personne utilise déjà cette clé. Chaque personne crée la sienne sur son propre appareil.",
    detailEn: "Someone already uses this key. Each person creates their own on their own device.",
  },
});
