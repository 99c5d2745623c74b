import type { RoleSection } from "../role-section.ts";
import { municipalityNavigation } from "./navigation.ts";

/** An invitation, for whoever is signed in; the books, for staff and auditors of any city; acting, for officers only. */
export const municipalitySections: readonly RoleSection[] = [
  { access: "session", navigation: [], routes: [{ path: "invitation", lazy: () => import("./invitation-screen.tsx") }] },
  {
    access: ["OFFICER", "AUDITOR"],
    navigation: municipalityNavigation,
    routes: [
      { path: "ville", lazy: () => import("./board-screen.tsx") },
      { path: "ville/comptes", lazy: () => import("./books-screen.tsx") },
      { path: "ville/comptes/emissions", lazy: () => import("./issuance-screen.tsx") },
      { path: "ville/comptes/compensation", lazy: () => import("./clearing-screen.tsx") },
      { path: "ville/comptes/registre", lazy: () => import("./reconciliation-screen.tsx") },
      { path: "ville/conseil", lazy: () => import("./council-screen.tsx") },
      { path: "ville/conseil/villes", lazy: () => import("./council-members-screen.tsx") },
      { path: "ville/conseil/pause", lazy: () => import("./council-pause-screen.tsx") },
      { path: "ville/conseil/propositions/:proposalId", lazy: () => import("./proposal-screen.tsx") },
    ],
  },
  {
    access: ["OFFICER"],
    navigation: municipalityNavigation,
    routes: [
      { path: "ville/conseil/proposer", lazy: () => import("./propose-screen.tsx") },
      { path: "ville/actes", lazy: () => import("./acts-screen.tsx") },
      { path: "ville/actes/:actId", lazy: () => import("./act-screen.tsx") },
      { path: "ville/programmes", lazy: () => import("./programmes-screen.tsx") },
      { path: "ville/programmes/ouvrir", lazy: () => import("./open-programme-screen.tsx") },
      { path: "ville/programmes/contestations", lazy: () => import("./disputes-screen.tsx") },
      { path: "ville/programmes/:programmeId", lazy: () => import("./programme-screen.tsx") },
      { path: "ville/programmes/:programmeId/augmenter", lazy: () => import("./raise-budget-screen.tsx") },
      { path: "ville/institutions", lazy: () => import("./institutions-screen.tsx") },
      { path: "ville/institutions/accrediter", lazy: () => import("./accredit-screen.tsx") },
      { path: "ville/institutions/personnel", lazy: () => import("./staff-screen.tsx") },
      { path: "ville/institutions/:institution", lazy: () => import("./institution-screen.tsx") },
    ],
  },
];
