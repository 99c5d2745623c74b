import type { RoleSection } from "../role-section.ts";

/** An organization's activities and sheets. */
export const organizationSections: readonly RoleSection[] = [
  { access: ["COORDINATOR"], navigation: [], routes: [] },
];
