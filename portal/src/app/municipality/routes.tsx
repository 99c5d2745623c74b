import type { RoleSection } from "../role-section.ts";

export const municipalitySection: RoleSection = {
  role: "municipality",
  navigation: [],
  routes: [],
};
