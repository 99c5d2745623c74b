import { defineProblems, type ContractErrorProblems } from "../../kernel/problem.ts";

export const participantsProblems = defineProblems({
  "institution-unknown": {
    status: 404,
    title: "Institution introuvable",
    titleEn: "Institution not found",
    detail: "Cette institution n’est pas inscrite dans cette ville. Choisissez-la dans la liste.",
    detailEn: "This institution is not registered in this city. Choose it from the list.",
  },
  "institution-exists": {
    status: 409,
    title: "Institution déjà inscrite",
    titleEn: "Institution already registered",
    detail: "Cette institution est déjà au registre. Ouvrez sa fiche pour la modifier.",
    detailEn: "This institution is already in the ledger. Open its file to change it.",
  },
  "institution-inactive": {
    status: 409,
    title: "Institution en pause",
    titleEn: "Institution paused",
    detail: "Cette institution est suspendue ou fermée. Appelez la Ville pour connaître la suite.",
    detailEn: "This institution is suspended or closed. Call the City to learn what comes next.",
  },
  "institution-kind-refused": {
    status: 400,
    title: "Genre d’institution refusé",
    titleEn: "Kind of institution refused",
    detail: "Ce geste ne convient pas à ce genre d’institution. Choisissez un commerce ou un organisme.",
    detailEn: "This act does not fit this kind of institution. Choose a merchant or an organization.",
  },
  "institution-status-refused": {
    status: 409,
    title: "Changement d’état refusé",
    titleEn: "Change of status refused",
    detail: "L’institution ne peut pas passer à cet état. Rechargez sa fiche et choisissez un autre état.",
    detailEn: "The institution cannot move to this status. Reload its file and choose another one.",
  },
  "city-not-member": {
    status: 404,
    title: "Ville inconnue",
    titleEn: "Unknown city",
    detail: "Cette ville ne fait pas partie du réseau. Choisissez une ville de la liste.",
    detailEn: "This city is not part of the network. Choose a city from the list.",
  },
  "city-refused": {
    status: 409,
    title: "Ville refusée par le registre",
    titleEn: "City refused by the ledger",
    detail: "Le registre refuse cette ville, ou elle y est déjà. Écrivez au conseil des villes.",
    detailEn: "The ledger refuses this city, or already has it. Write to the council of cities.",
  },
  "council-only": {
    status: 403,
    title: "Réservé au conseil des villes",
    titleEn: "For the council of cities only",
    detail: "Seul le conseil des villes peut faire ce geste. Écrivez-lui pour le demander.",
    detailEn: "Only the council of cities can do this. Write to it to ask for it.",
  },
  "revision-stale": {
    status: 409,
    title: "La fiche a changé",
    titleEn: "The record has changed",
    detail: "Une autre personne a modifié cette fiche entre-temps. Rechargez-la, puis recommencez.",
    detailEn: "Someone else changed this record in the meantime. Reload it, then start again.",
  },
  "role-missing": {
    status: 403,
    title: "Ce n’est pas dans votre rôle",
    titleEn: "Not within your role",
    detail: "Votre rôle ne permet pas ce geste. Demandez à une personne qui en a le pouvoir.",
    detailEn: "Your role does not allow this. Ask someone who has the power.",
  },
});

/** Errors of `Participants` about cities and institutions, as people read them. */
export const participantsContractErrors: ContractErrorProblems = {
  ParticipantsCityUnknown: () => participantsProblems.of("city-not-member"),
  ParticipantsCityExists: () => participantsProblems.of("city-refused"),
  ParticipantsCityIdOutOfRange: () => participantsProblems.of("city-refused"),
  ParticipantsInstitutionUnknown: () => participantsProblems.of("institution-unknown"),
  ParticipantsInstitutionExists: () => participantsProblems.of("institution-exists"),
  ParticipantsKindRefused: () => participantsProblems.of("institution-kind-refused"),
  ParticipantsRevisionStale: () => participantsProblems.of("revision-stale"),
  ParticipantsStatusRefused: () => participantsProblems.of("institution-status-refused"),
  ParticipantsNotConsortium: () => participantsProblems.of("council-only"),
  InstitutionAccountsNotRegistrar: () => participantsProblems.of("council-only"),
  InstitutionAccountNotDoor: () => participantsProblems.of("council-only"),
};
