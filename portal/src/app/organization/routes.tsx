import type { RoleSection } from "../role-section.ts";

export const organizationSection: RoleSection = {
  role: "organization",
  navigation: [],
  routes: [],
};
