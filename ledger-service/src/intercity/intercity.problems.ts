import { defineProblems } from "../kernel/problem.ts";

export const intercityProblems = defineProblems({
  "city-unreachable": {
    status: 503,
    title: "{city} ne répond pas",
    titleEn: "{city} does not answer",
    detail: "Le service de cette ville est hors d’atteinte. Attendez une minute, puis recommencez.",
    detailEn: "This city’s service is out of reach. Wait a minute, then try again.",
  },
  "city-unknown": {
    status: 404,
    title: "Ville inconnue",
    titleEn: "Unknown city",
    detail: "Cette ville ne fait pas partie du réseau. Vérifiez le code.",
    detailEn: "This city is not part of the network. Check the code.",
  },
  "city-signature-refused": {
    status: 401,
    title: "Demande non conforme",
    titleEn: "Request not in order",
    detail: "La signature de l’autre ville n’est pas reconnue. Rien n’a été fait.",
    detailEn: "The other city’s signature is not recognized. Nothing was done.",
  },
  "city-message-unknown": {
    status: 404,
    title: "Demande inconnue",
    titleEn: "Unknown request",
    detail: "Cette ville ne connaît pas cette demande. Rien n’a été fait.",
    detailEn: "This city does not know this request. Nothing was done.",
  },
});
