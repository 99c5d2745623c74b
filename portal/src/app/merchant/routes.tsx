import { counterText } from "../../i18n/counter.text.ts";
import type { RoleSection } from "../role-section.ts";

const words = counterText.fr.navigation;

/** A merchant's counter and takings. */
export const merchantSections: readonly RoleSection[] = [
  {
    access: ["MERCHANT_OWNER", "CASHIER"],
    navigation: [
      { to: "/commerce/encaisser", label: words.counter },
      { to: "/commerce/ventes", label: words.takings },
      { to: "/commerce/terminal", label: words.terminal },
    ],
    routes: [
      {
        lazy: () => import("./merchant-door.tsx"),
        children: [
          { path: "commerce/encaisser", lazy: () => import("./counter-screen.tsx") },
          { path: "commerce/encaisser/:chargeId", lazy: () => import("./sale-screen.tsx") },
          { path: "commerce/ventes", lazy: () => import("./takings-screen.tsx") },
          { path: "commerce/terminal", lazy: () => import("./terminal-screen.tsx") },
        ],
      },
    ],
  },
];
