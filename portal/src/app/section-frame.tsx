import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate, Outlet, useLocation, useNavigate, useNavigation } from "react-router";
import { cityFactsQuery } from "../api/city-facts.ts";
import { sessionQuery, signOut } from "../api/session.ts";
import { frameText } from "../i18n/frame.text.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Banner } from "../ui/banner.tsx";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { Loading } from "../ui/loading.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { RoleNav } from "../ui/role-nav.tsx";
import { NotYoursScreen } from "./not-yours-screen.tsx";
import type { RoleSection } from "./role-section.ts";
import { SessionEnding } from "./session-ending.tsx";

/** The frame around every screen of a section, and its door: who is not signed in goes to « Accès ». */
export function SectionFrame({ section }: { section: RoleSection }) {
  const text = useText(frameText);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [leavingFailed, setLeavingFailed] = useState(false);
  const session = useQuery(sessionQuery);
  const city = useQuery(cityFactsQuery);
  const leave = async () => {
    try {
      await signOut();
      queries.clear();
      setLeavingFailed(false);
      await navigate("/acces");
    } catch {
      setLeavingFailed(true);
    }
  };
  const mayEnter = section.role === undefined || session.data?.roles.includes(section.role) === true;
  return (
    <PageFrame
      personName={session.data?.displayName}
      onSignOut={() => void leave()}
      testLedger={city.data?.testLedger === true}
      navigation={mayEnter && section.navigation.length > 0 ? <RoleNav items={section.navigation} /> : undefined}
    >
      <SessionEnding />
      {leavingFailed && <div className="m-wrap"><Banner tone="bad" announce>{text.signOutFailed}</Banner></div>}
      <ErrorBoundary key={pathname}>
        <SectionContent section={section} mayEnter={mayEnter} />
      </ErrorBoundary>
    </PageFrame>
  );
}

function SectionContent({ section, mayEnter }: { section: RoleSection; mayEnter: boolean }) {
  const text = useText(frameText);
  const ui = useText(uiText);
  const { state } = useNavigation();
  const { pathname } = useLocation();
  const session = useQuery(sessionQuery);
  if (section.role !== undefined) {
    if (session.isPending) return <div className="m-wrap m-page"><Loading what={text.loading} /></div>;
    if (session.data?.signedIn !== true) return <Navigate to={`/acces?${new URLSearchParams({ retour: pathname })}`} replace />;
    if (!mayEnter) return <NotYoursScreen />;
  }
  return (
    <>
      {state === "loading" && <p className="m-hide" role="status">{ui.loading(text.loading)}</p>}
      <Outlet />
    </>
  );
}
