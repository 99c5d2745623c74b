import { createBrowserRouter } from "react-router";
import type { RouteObject } from "react-router";
import { merchantSection } from "./merchant/routes.tsx";
import { municipalitySection } from "./municipality/routes.tsx";
import { NotFoundScreen } from "./not-found-screen.tsx";
import { organizationSection } from "./organization/routes.tsx";
import { publicSection } from "./public/routes.tsx";
import { residentSection } from "./resident/routes.tsx";
import { OpeningScreen } from "./opening-screen.tsx";
import type { RoleSection } from "./role-section.ts";
import { RouteFailedScreen } from "./route-failed-screen.tsx";
import { SectionFrame } from "./section-frame.tsx";

function sectionRoute(section: RoleSection): RouteObject {
  return { element: <SectionFrame section={section} />, errorElement: <RouteFailedScreen />, hydrateFallbackElement: <OpeningScreen />, children: section.routes };
}

const anyOther: RouteObject = {
  element: <SectionFrame section={{ navigation: [], routes: [] }} />,
  errorElement: <RouteFailedScreen />,
  children: [{ path: "*", element: <NotFoundScreen /> }],
};

/** Every address of the portal: the sections' own routes, then the page that is not there. */
export function createPortalRouter() {
  return createBrowserRouter([
    sectionRoute(publicSection),
    sectionRoute(residentSection),
    sectionRoute(merchantSection),
    sectionRoute(organizationSection),
    sectionRoute(municipalitySection),
    anyOther,
  ]);
}
