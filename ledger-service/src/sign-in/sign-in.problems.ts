import { defineProblems } from "../kernel/problem.ts";

export const signInProblems = defineProblems({
  "sign-in-refused": {
    status: 401,
    title: "Connexion refusée",
    titleEn: "Sign-in refused",
    detail: "La connexion n’a pas abouti. Recommencez depuis le portail de votre ville.",
    detailEn: "The sign-in did not succeed. Start again from your city’s portal.",
  },
  "sign-in-expired": {
    status: 401,
    title: "Connexion trop longue",
    titleEn: "Sign-in took too long",
    detail: "Cette demande de connexion est échue. Recommencez.",
    detailEn: "This sign-in request has lapsed. Start again.",
  },
  "identity-provider-unreachable": {
    status: 503,
    title: "Service d’identité hors d’atteinte",
    titleEn: "Identity service out of reach",
    detail: "Attendez quelques minutes, puis recommencez.",
    detailEn: "Wait a few minutes, then try again.",
  },
  "power-missing": {
    status: 403,
    title: "Aucun pouvoir dans cette ville",
    titleEn: "No power in this city",
    detail: "Ce compte n’a pas de pouvoir ici. Demandez-le à l’administration de la ville.",
    detailEn: "This account holds no power here. Ask the city’s administration for one.",
  },
  "fresh-sign-in-needed": {
    status: 403,
    title: "Connectez-vous de nouveau",
    titleEn: "Sign in again",
    detail: "Pour protéger votre compte, connectez-vous de nouveau, puis recommencez.",
    detailEn: "To protect your account, sign in again, then try again.",
  },
  "institution-not-yours": {
    status: 403,
    title: "Vous n’agissez pas pour cette institution",
    titleEn: "You do not act for this institution",
    detail: "Choisissez une institution de votre liste, ou demandez une invitation à la ville.",
    detailEn: "Choose an institution from your list, or ask the city for an invitation.",
  },
});
