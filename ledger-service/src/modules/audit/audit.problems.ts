import { defineProblems, type ContractErrorProblems } from "../../kernel/problem.ts";

export const auditProblems = defineProblems({
  "close-unknown": {
    status: 404,
    title: "Pas de clôture pour ce jour",
    titleEn: "No close for that day",
    detail: "Cette ville n’a pas encore clos ce jour. La liste des clôtures dit lesquels le sont.",
    detailEn: "This city has not closed that day yet. The list of closes says which are.",
  },
  "proof-unknown": {
    status: 404,
    title: "Rien à prouver ici",
    titleEn: "Nothing to prove here",
    detail: "Le registre ne tient rien sous ce numéro, ou ce n’est pas à vous. Vérifiez le numéro ou le code du reçu.",
    detailEn: "The ledger holds nothing under this number, or it is not yours. Check the number or the receipt’s code.",
  },
  "proof-not-ready": {
    status: 409,
    title: "Preuve pas encore prête",
    titleEn: "Proof not ready yet",
    detail: "La Ville n’a pas fini de lire cette page du registre. Attendez une minute, puis recommencez.",
    detailEn: "The City has not finished reading this page of the ledger. Wait a minute, then try again.",
  },
  "proof-unavailable": {
    status: 503,
    title: "Preuve impossible pour l’instant",
    titleEn: "No proof for now",
    detail: "Le nœud de la Ville ne garde plus, ou pas encore, ce qu’il faut pour cette page. Recommencez plus tard ou demandez la preuve à une autre ville.",
    detailEn: "The City’s node keeps no more, or not yet, what this page needs. Try again later or ask another city for the proof.",
  },
  "proof-broken": {
    status: 500,
    title: "Preuve refusée par sa propre vérification",
    titleEn: "Proof refused by its own check",
    detail: "La preuve ne se vérifie pas, donc elle n’est pas donnée. La Ville est avertie. Appelez le 311.",
    detailEn: "The proof does not verify, so it is not given. The City has been told. Call 311.",
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
