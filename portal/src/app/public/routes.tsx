import type { RoleSection } from "../role-section.ts";

/** What anyone opens without an account. */
export const publicSections: readonly RoleSection[] = [
  {
    access: "public",
    navigation: [],
    routes: [
      { index: true, lazy: () => import("./home-screen.tsx") },
      { path: "acces", lazy: () => import("./access-screen.tsx") },
      { path: "registre", lazy: () => import("./ledger-screen.tsx") },
      { path: "registre/pages", lazy: () => import("./registry-screen.tsx") },
      { path: "verifier", lazy: () => import("./verify-screen.tsx") },
      { path: "accessibilite", lazy: () => import("./accessibility-screen.tsx") },
      { path: "vie-privee", lazy: () => import("./privacy-screen.tsx") },
    ],
  },
];
