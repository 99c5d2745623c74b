import type { RoleSection } from "../role-section.ts";

/** A resident's points. Enrolment, before there is an account, is a section of its own with access "session". */
export const residentSections: readonly RoleSection[] = [
  { access: ["RESIDENT"], navigation: [], routes: [] },
];
