import { hashKey, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Navigate, Outlet, useLocation, useNavigate, useNavigation } from "react-router";
import { cityEvents } from "../api/city-events.ts";
import { hasRole, powersOf, sessionQuery, signOut } from "../api/session.ts";
import { frameText } from "../i18n/frame.text.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Banner } from "../ui/banner.tsx";
import { ErrorBoundary } from "../ui/error-boundary.tsx";
import { Loading } from "../ui/loading.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { RoleNav } from "../ui/role-nav.tsx";
import { doorOf } from "./door-of.ts";
import { NotYoursScreen } from "./not-yours-screen.tsx";
import type { RoleSection } from "./role-section.ts";
import { ServiceSilentScreen } from "./service-silent-screen.tsx";
import { SessionEnding } from "./session-ending.tsx";

/** The frame around every screen of a section, with its navigation for those who may enter. */
export function SectionFrame({ section }: { section: RoleSection }) {
  const text = useText(frameText);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [leavingFailed, setLeavingFailed] = useState(false);
  const session = useQuery(sessionQuery);
  const leave = async () => {
    try {
      await signOut();
      setLeavingFailed(false);
      // Away first: the door of a section would send back here after the next sign-in.
      await navigate("/acces");
      queries.removeQueries({ predicate: ({ queryHash }) => queryHash !== hashKey(sessionQuery.queryKey) });
      await queries.resetQueries(sessionQuery);
    } catch {
      setLeavingFailed(true);
    }
  };
  const { person } = session.data ?? {};
  const listener = person && `${person.personId} ${person.actingFor?.institution ?? ""}`;
  useEffect(() => cityEvents.reopen(), [listener]);
  const mayEnter = typeof section.access === "string" || hasRole(session.data, section.access);
  const powers = powersOf(session.data);
  const items = section.navigation.filter((item) => item.isFor?.(powers) !== false);
  return (
    <PageFrame
      personName={session.data?.person?.displayName}
      onSignOut={() => void leave()}
      testLedger={session.data?.network.isDemo === true}
      navigation={mayEnter && items.length > 0 ? <RoleNav items={items} /> : undefined}
    >
      <SessionEnding />
      {leavingFailed && <div className="m-wrap"><Banner tone="bad" announce>{text.signOutFailed}</Banner></div>}
      <ErrorBoundary key={pathname}>
        <SectionContent section={section} />
      </ErrorBoundary>
    </PageFrame>
  );
}

/** The door: who is not signed in goes to « Accès » and comes back; who lacks the role is told so. */
function SectionContent({ section }: { section: RoleSection }) {
  const text = useText(frameText);
  const ui = useText(uiText);
  const { state } = useNavigation();
  const { pathname, search } = useLocation();
  const session = useQuery(sessionQuery);
  switch (doorOf(section.access, session)) {
    case "waiting":
      return <div className="m-wrap m-page"><Loading what={text.loading} /></div>;
    case "silent":
      return <ServiceSilentScreen error={session.error} onRetry={() => void session.refetch()} />;
    case "signIn":
      return <Navigate to={`/acces?${new URLSearchParams({ retour: pathname + search })}`} replace />;
    case "notYours":
      return <NotYoursScreen />;
    case "open":
      return (
        <>
          {state === "loading" && <p className="m-hide" role="status">{ui.loading(text.loading)}</p>}
          <Outlet />
        </>
      );
  }
}
