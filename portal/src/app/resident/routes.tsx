import { UnreadNoticesMark } from "../../features/accounts/unread-notices-mark.tsx";
import { residentText } from "../../i18n/resident.text.ts";
import type { RoleSection } from "../role-section.ts";

const words = residentText.fr;

/** A resident's points; enrolment, which needs a session but no account yet; a code opened by a telephone's own camera. */
export const residentSections: readonly RoleSection[] = [
  { access: "public", navigation: [], routes: [{ path: "c", lazy: () => import("./code-link-screen.tsx") }] },
  { access: "session", navigation: [], routes: [{ path: "inscription", lazy: () => import("./enrolment-screen.tsx") }] },
  {
    access: ["RESIDENT"],
    navigation: [
      { to: "/points", label: words.points },
      { to: "/payer", label: words.pay },
      { to: "/echanges", label: words.exchanges },
      { to: "/avis", label: words.notices, Mark: UnreadNoticesMark },
      { to: "/profil", label: words.profile },
    ],
    routes: [
      { path: "points", lazy: () => import("./points-screen.tsx") },
      { path: "points/mouvements", lazy: () => import("./movements-screen.tsx") },
      { path: "points/contester/:sheetId/:index", lazy: () => import("./contest-screen.tsx") },
      { path: "payer", lazy: () => import("./pay-screen.tsx") },
      { path: "payer/lire", lazy: () => import("./read-code-screen.tsx") },
      { path: "payer/demande/:chargeId", lazy: () => import("./approve-screen.tsx") },
      { path: "payer/recu/:chargeId", lazy: () => import("./receipt-screen.tsx") },
      { path: "payer/recu/:chargeId/preuve", lazy: () => import("./receipt-print-screen.tsx") },
      { path: "echanges", lazy: () => import("./exchanges-screen.tsx") },
      { path: "echanges/proposer", lazy: () => import("./propose-exchange-screen.tsx") },
      { path: "echanges/:exchangeId", lazy: () => import("./exchange-screen.tsx") },
      { path: "avis", lazy: () => import("./notices-screen.tsx") },
      { path: "profil", lazy: () => import("./profile-screen.tsx") },
      { path: "profil/villes", lazy: () => import("./opened-cities-screen.tsx") },
      { path: "profil/cles", lazy: () => import("./keys-screen.tsx") },
    ],
  },
];
