import { defineProblems, type ContractErrorProblems } from "../../kernel/problem.ts";

export const terminalProblems = defineProblems({
  "terminal-not-enrolled": {
    status: 404,
    title: "Comptoir inconnu",
    titleEn: "Unknown counter",
    detail: "Cet appareil n’est pas inscrit pour ce commerce. Demandez un code à la Ville ou au propriétaire.",
    detailEn: "This device is not enrolled for this merchant. Ask the City or the owner for a code.",
  },
  "terminal-exists": {
    status: 409,
    title: "Comptoir déjà inscrit",
    titleEn: "Counter already enrolled",
    detail: "Cet appareil est déjà inscrit. Ouvrez le comptoir pour commencer à vendre.",
    detailEn: "This device is already enrolled. Open the counter to start selling.",
  },
  "terminal-key-refused": {
    status: 400,
    title: "Appareil refusé",
    titleEn: "Device refused",
    detail: "La clé de cet appareil n’est pas acceptée. Utilisez un navigateur à jour, puis demandez un nouveau code.",
    detailEn: "This device’s key is not accepted. Use an up-to-date browser, then ask for a new code.",
  },
  "too-many-terminals": {
    status: 409,
    title: "Trop de comptoirs",
    titleEn: "Too many counters",
    detail: "Ce commerce a le nombre maximal de comptoirs. Retirez-en un avant d’en ajouter.",
    detailEn: "This merchant has the most counters allowed. Remove one before adding another.",
  },
});

/** Errors of `Participants` about terminals, as people read them. */
export const terminalContractErrors: ContractErrorProblems = {
  ParticipantsTerminalExists: () => terminalProblems.of("terminal-exists"),
  ParticipantsTerminalUnknown: () => terminalProblems.of("terminal-not-enrolled"),
  ParticipantsTooManyTerminals: () => terminalProblems.of("too-many-terminals"),
};
