import { sheetsText } from "../../i18n/sheets.text.ts";
import type { RoleSection } from "../role-section.ts";

const words = sheetsText.fr.navigation;

/** An organization's activities and sheets. */
export const organizationSections: readonly RoleSection[] = [
  {
    access: ["COORDINATOR"],
    navigation: [
      { to: "/organisme/activites", label: words.activities },
      { to: "/organisme/feuilles", label: words.sheets },
    ],
    routes: [
      {
        lazy: () => import("./organization-door.tsx"),
        children: [
          { path: "organisme/activites", lazy: () => import("./activities-screen.tsx") },
          { path: "organisme/activites/nouvelle", lazy: () => import("./new-activity-screen.tsx") },
          { path: "organisme/activites/:activityId/feuille", lazy: () => import("./sheet-screen.tsx") },
          { path: "organisme/feuilles", lazy: () => import("./filed-sheets-screen.tsx") },
          { path: "organisme/feuilles/:sheetId", lazy: () => import("./filed-sheet-screen.tsx") },
        ],
      },
    ],
  },
];
