import type { RoleSection } from "../role-section.ts";

/** A merchant's counter and takings. */
export const merchantSections: readonly RoleSection[] = [
  { access: ["MERCHANT_OWNER", "CASHIER"], navigation: [], routes: [] },
];
