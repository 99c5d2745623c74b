import type { RoleSection } from "../role-section.ts";

export const merchantSection: RoleSection = {
  role: "merchant",
  navigation: [],
  routes: [],
};
