import type { RouteObject } from "react-router";
import type { RoleKind } from "../api/session.ts";
import type { RoleNavItem } from "../ui/role-nav.tsx";

/** What a person may do as officer or auditor of this city. */
export type Powers = ReadonlySet<string>;

/** A section's item; `isFor` leaves it out for staff whose powers do not open it. */
export type SectionItem = RoleNavItem & { isFor?: (powers: Powers) => boolean };

/** "public": anyone; "session": whoever is signed in; otherwise whoever holds one of the roles. */
export type SectionAccess = "public" | "session" | readonly RoleKind[];

/**
 * One part of the portal behind one door, with its navigation. Each screen is a lazy route, so that a role never
 * loads another's code: `{ path: "mes-points", lazy: () => import("./points-screen.tsx") }`, the file exporting
 * `Component`. Paths are whole (`/commerce/encaisser`) and French.
 */
export type RoleSection = { access: SectionAccess; navigation: readonly SectionItem[]; routes: RouteObject[] };
