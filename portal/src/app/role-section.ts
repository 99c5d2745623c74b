import type { RouteObject } from "react-router";
import type { RoleKind } from "../api/session.ts";
import type { RoleNavItem } from "../ui/role-nav.tsx";

/** "public": anyone; "session": whoever is signed in; otherwise whoever holds one of the roles. */
export type SectionAccess = "public" | "session" | readonly RoleKind[];

/**
 * One part of the portal behind one door, with its navigation. Each screen is a lazy route, so that a role never
 * loads another's code: `{ path: "mes-points", lazy: () => import("./points-screen.tsx") }`, the file exporting
 * `Component`. Paths are whole (`/commerce/encaisser`) and French.
 */
export type RoleSection = { access: SectionAccess; navigation: readonly RoleNavItem[]; routes: RouteObject[] };
