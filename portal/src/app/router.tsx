import { createBrowserRouter } from "react-router";
import type { RouteObject } from "react-router";
import { LandingScreen } from "./landing-screen.tsx";
import { merchantSections } from "./merchant/routes.tsx";
import { municipalitySections } from "./municipality/routes.tsx";
import { NotFoundScreen } from "./not-found-screen.tsx";
import { OpeningScreen } from "./opening-screen.tsx";
import { organizationSections } from "./organization/routes.tsx";
import { publicSections } from "./public/routes.tsx";
import { residentSections } from "./resident/routes.tsx";
import type { RoleSection } from "./role-section.ts";
import { RouteFailedScreen } from "./route-failed-screen.tsx";
import { SectionFrame } from "./section-frame.tsx";

const roleSections: readonly RoleSection[] = [...residentSections, ...merchantSections, ...organizationSections, ...municipalitySections];

const sections: readonly RoleSection[] = [
  ...publicSections,
  ...roleSections,
  { access: "session", navigation: [], routes: [{ path: "ouverture", element: <LandingScreen sections={roleSections} /> }] },
  { access: "public", navigation: [], routes: [{ path: "*", element: <NotFoundScreen /> }] },
];

function sectionRoute(section: RoleSection): RouteObject {
  return { element: <SectionFrame section={section} />, errorElement: <RouteFailedScreen />, hydrateFallbackElement: <OpeningScreen />, children: section.routes };
}

/** Every address of the portal: the sections' own routes, then the page that is not there. */
export function createPortalRouter() {
  return createBrowserRouter(sections.map(sectionRoute));
}
