import { defineProblems, type ContractErrorProblems } from "../../kernel/problem.ts";

export const auditProblems = defineProblems({
  "close-unknown": {
    status: 404,
    title: "Pas de clôture pour ce jour",
    titleEn: "No close for that day",
    detail: "Cette ville n’a pas encore clos ce jour. La liste des clôtures dit lesquels le sont.",
    detailEn: "This city has not closed that day yet. The list of closes says which are.",
  },
  "report-anchored": {
    status: 409,
    title: "Rapport déjà inscrit",
    titleEn: "Report already anchored",
    detail: "Le registre tient déjà l’empreinte de ce rapport. Elle ne change plus.",
    detailEn: "The ledger already holds this report’s hash. It does not change any more.",
  },
  "report-refused": {
    status: 400,
    title: "Rapport refusé",
    titleEn: "Report refused",
    detail: "Le registre n’accepte pas ce rapport. Vérifiez son genre et son empreinte.",
    detailEn: "The ledger does not take this report. Check its kind and its hash.",
  },
});

/** What the ledger's refusals of a report are called here. */
export const auditContractErrors: ContractErrorProblems = {
  ReportAnchorsAlreadyAnchored: (args) => auditProblems.of("report-anchored", args),
  ReportAnchorsKindRefused: (args) => auditProblems.of("report-refused", args),
  ReportAnchorsHashRefused: (args) => auditProblems.of("report-refused", args),
};
