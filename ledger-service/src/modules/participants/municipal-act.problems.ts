import { defineProblems, type ContractErrorProblems } from "../../kernel/problem.ts";
import { participantsProblems } from "./participants.problems.ts";

export const municipalActProblems = defineProblems({
  "act-unknown": {
    status: 404,
    title: "Geste municipal introuvable",
    titleEn: "Municipal act not found",
    detail: "Ce geste n’existe pas dans cette ville. Rechargez la liste.",
    detailEn: "This act does not exist in this city. Reload the list.",
  },
  "act-not-open": {
    status: 409,
    title: "Geste déjà conclu",
    titleEn: "Act already concluded",
    detail: "Ce geste a déjà été envoyé ou retiré. Rechargez la liste pour voir où il en est.",
    detailEn: "This act was already sent or withdrawn. Reload the list to see where it stands.",
  },
  "act-expired": {
    status: 409,
    title: "Délai dépassé",
    titleEn: "Time is up",
    detail: "Le délai pour approuver ce geste est passé. Préparez-le de nouveau.",
    detailEn: "The time to approve this act has passed. Prepare it again.",
  },
  "act-second-person-needed": {
    status: 409,
    title: "Une deuxième personne doit approuver",
    titleEn: "A second person must approve",
    detail: "Vous avez déjà approuvé ce geste. Demandez à une autre personne qui a le même pouvoir.",
    detailEn: "You already approved this act. Ask another person who has the same power.",
  },
  "act-too-few-approvals": {
    status: 409,
    title: "Une deuxième personne doit approuver",
    titleEn: "A second person must approve",
    detail: "Ce geste demande {needed} approbations et en a {given}. Demandez à une autre personne qui a ce pouvoir.",
    detailEn: "This act needs {needed} approvals and has {given}. Ask another person who has this power.",
  },
  "act-power-missing": {
    status: 403,
    title: "Pouvoir absent",
    titleEn: "Power missing",
    detail: "Vous n’avez pas ce pouvoir dans cette ville. Demandez à une personne qui l’a.",
    detailEn: "You do not have this power in this city. Ask someone who does.",
  },
  "act-key-refused": {
    status: 403,
    title: "Signature non conforme",
    titleEn: "Signature refused",
    detail: "La signature ne vient pas de votre clé d’agent pour ce geste. Rechargez la page et signez de nouveau.",
    detailEn: "The signature is not from your officer key for this act. Reload the page and sign again.",
  },
  "act-full-key-needed": {
    status: 403,
    title: "Clé d’accès nécessaire",
    titleEn: "Passkey needed",
    detail: "Ce geste se signe avec votre clé d’agent, pas avec la clé d’un appareil. Signez avec votre clé d’agent.",
    detailEn: "This act is signed with your officer key, not with a device key. Sign with your officer key.",
  },
  "act-officer-unknown": {
    status: 403,
    title: "Personne sans compte d’agent",
    titleEn: "No officer account",
    detail: "Cette personne n’a pas encore de compte d’agent actif. Elle doit d’abord accepter son invitation.",
    detailEn: "This person has no active officer account yet. They must first accept their invitation.",
  },
  "act-self-grant": {
    status: 403,
    title: "Pas pour soi-même",
    titleEn: "Not for oneself",
    detail: "Une personne ne se donne pas un pouvoir à elle-même. Demandez à une autre personne de l’administration.",
    detailEn: "A person does not grant a power to themselves. Ask another administrator.",
  },
});

/** Errors of `Authority`, as people read them. */
export const municipalActContractErrors: ContractErrorProblems = {
  AuthorityActExpired: () => municipalActProblems.of("act-expired"),
  AuthorityTooFewApprovals: (args) => municipalActProblems.of("act-too-few-approvals", { given: args.given ?? 0, needed: args.needed ?? 0 }),
  AuthorityOfficerRepeated: () => municipalActProblems.of("act-second-person-needed"),
  AuthorityPowerMissing: () => municipalActProblems.of("act-power-missing"),
  AuthoritySignatureRefused: () => municipalActProblems.of("act-key-refused"),
  AuthorityRevisionStale: () => participantsProblems.of("revision-stale"),
  AuthoritySelfGrant: () => municipalActProblems.of("act-self-grant"),
  AuthorityOfficerUnknown: () => municipalActProblems.of("act-officer-unknown"),
  AuthorityPowerUnknown: () => municipalActProblems.of("act-power-missing"),
};
