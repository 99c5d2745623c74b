import type { RoleSection } from "../role-section.ts";

/** A city's staff, and auditors of any city. Powers inside are the screens' concern. */
export const municipalitySections: readonly RoleSection[] = [
  { access: ["OFFICER", "AUDITOR"], navigation: [], routes: [] },
];
