import type { RoleSection } from "../role-section.ts";

export const residentSection: RoleSection = {
  role: "resident",
  navigation: [],
  routes: [],
};
