import { replace } from "react-router";
import type { RoleSection } from "../role-section.ts";

/** What anyone opens without an account. */
export const publicSections: readonly RoleSection[] = [
  {
    access: "public",
    navigation: [],
    routes: [
      { index: true, loader: () => replace("/acces") },
      { path: "acces", lazy: () => import("./access-screen.tsx") },
    ],
  },
];
