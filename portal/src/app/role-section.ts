import type { RouteObject } from "react-router";
import type { Role } from "../api/session.ts";
import type { RoleNavItem } from "../ui/role-nav.tsx";

/**
 * One role's part of the portal. Each screen is a lazy route, so that a role never loads another's code:
 * `{ path: "mes-points", lazy: () => import("./points-screen.tsx") }`, the file exporting `Component`.
 * Without a role, the section is open to anyone.
 */
export type RoleSection = { role?: Role; navigation: readonly RoleNavItem[]; routes: RouteObject[] };
