import { defineProblems, type ContractErrorProblems } from "../../kernel/problem.ts";
import { participantsProblems } from "../participants/participants.problems.ts";

export const emergencyPauseProblems = defineProblems({
  "ledger-paused": {
    status: 503,
    title: "Points en pause",
    titleEn: "Points are paused",
    detail: "Trois villes ont mis les points en pause, pour 72 heures au plus. Vos points sont intacts. Réessayez après la pause.",
    detailEn: "Three cities have paused the points, for 72 hours at most. Your points are intact. Try again after the pause.",
  },
  "pause-spent": {
    status: 409,
    title: "Une pause a déjà eu lieu",
    titleEn: "There has been a pause already",
    detail: "Le conseil des villes doit voter avant qu’une autre pause soit possible. Proposez un vote.",
    detailEn: "The council of cities must vote before another pause is possible. Propose a vote.",
  },
  "pause-already-asked": {
    status: 409,
    title: "Pause déjà demandée",
    titleEn: "Pause already asked for",
    detail: "Votre ville a déjà demandé cette pause. Il en faut trois, en 24 heures.",
    detailEn: "Your city has already asked for this pause. Three are needed, within 24 hours.",
  },
  "pause-round-stale": {
    status: 409,
    title: "Demande dépassée",
    titleEn: "Request out of date",
    detail: "Cette demande vise une pause passée. Rechargez la page, puis demandez la pause de nouveau.",
    detailEn: "This request is about an earlier pause. Reload the page, then ask for the pause again.",
  },
  "pause-members-only": {
    status: 403,
    title: "Réservé aux villes membres",
    titleEn: "For member cities only",
    detail: "Votre ville n’est pas membre active du conseil des villes. Elle ne peut pas demander de pause.",
    detailEn: "Your city is not an active member of the council of cities. It cannot ask for a pause.",
  },
});

/** Errors of `EmergencyPause`, as people read them; its refusal comes from every contract that issues or redeems. */
export const emergencyPauseContractErrors: ContractErrorProblems = {
  EmergencyPauseInForce: () => emergencyPauseProblems.of("ledger-paused"),
  EmergencyPauseSpent: () => emergencyPauseProblems.of("pause-spent"),
  EmergencyPauseAlreadyAsked: () => emergencyPauseProblems.of("pause-already-asked"),
  EmergencyPauseRoundStale: () => emergencyPauseProblems.of("pause-round-stale"),
  EmergencyPauseNotConsortium: () => participantsProblems.of("council-only"),
  EmergencyPauseNotMember: () => emergencyPauseProblems.of("pause-members-only"),
};
