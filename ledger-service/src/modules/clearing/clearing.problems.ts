import { defineProblems, type ContractErrorProblems } from "../../kernel/problem.ts";

export const clearingProblems = defineProblems({
  "clearing-period-unknown": {
    status: 404,
    title: "Période inconnue",
    titleEn: "Unknown period",
    detail: "Choisissez une période de la liste.",
    detailEn: "Choose a period from the list.",
  },
  "clearing-pair-refused": {
    status: 422,
    title: "Villes non valables",
    titleEn: "Cities not accepted",
    detail: "Choisissez une autre ville membre que la vôtre.",
    detailEn: "Choose a member city other than yours.",
  },
  "clearing-ceiling-reached": {
    status: 409,
    title: "Plafond atteint",
    titleEn: "Ceiling reached",
    detail: "Il reste {remainingPoints} points d’ici la fin de la période. Les trésoreries peuvent relever le plafond.",
    detailEn: "{remainingPoints} points remain until the end of the period. The treasuries can raise the ceiling.",
  },
  "clearing-changed-meanwhile": {
    status: 409,
    title: "Plafond changé entre-temps",
    titleEn: "Ceiling changed meanwhile",
    detail: "Rechargez la page pour voir le plafond actuel, puis recommencez.",
    detailEn: "Reload the page to see the current ceiling, then start again.",
  },
  "clearing-calendar-missing": {
    status: 503,
    title: "Calendrier de compensation absent",
    titleEn: "No clearing calendar",
    detail: "Le conseil des villes doit fixer les périodes. Rien n’a été fait.",
    detailEn: "The council of cities must set the periods. Nothing was done.",
  },
});

/** `ClearingHouse`'s errors, as people read them. */
export const clearingContractErrors: ContractErrorProblems = {
  ClearingPairRefused: () => clearingProblems.of("clearing-pair-refused"),
  ClearingCeilingExceeded: ({ remainingPoints }) =>
    clearingProblems.of("clearing-ceiling-reached", { remainingPoints: remainingPoints ?? "" }),
  ClearingRevisionStale: () => clearingProblems.of("clearing-changed-meanwhile"),
  ClearingPeriodsRefused: () => clearingProblems.of("clearing-calendar-missing"),
  ClearingNoPeriod: () => clearingProblems.of("clearing-calendar-missing"),
  ClearingNotDesk: () => clearingProblems.of("clearing-pair-refused"),
  ClearingNotConsortium: () => clearingProblems.of("clearing-pair-refused"),
  ClearingCityNotClosed: () => clearingProblems.of("clearing-pair-refused"),
};
