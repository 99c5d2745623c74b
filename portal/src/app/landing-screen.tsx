import { useQuery } from "@tanstack/react-query";
import { Link, Navigate, useNavigate } from "react-router";
import { hasRole, powersOf, sessionQuery } from "../api/session.ts";
import { landingText } from "../i18n/landing.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Choice, ChoiceList } from "../ui/choice-list.tsx";
import type { IconName } from "../ui/icon.tsx";
import { Page } from "../ui/page.tsx";
import type { RoleSection } from "./role-section.ts";

type Entry = { to: string; icon: IconName; title: string; note: string };

/** The parts of the portal that the person may open, one after the other; alone, it opens by itself. */
export function LandingScreen({ sections }: { sections: readonly RoleSection[] }) {
  const text = useText(landingText);
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const offered = sections.flatMap((section): Entry[] => {
    const first = section.navigation.find((item) => item.isFor?.(powersOf(session)) !== false);
    if (typeof section.access === "string" || first === undefined || !hasRole(session, section.access)) return [];
    if (section.access.includes("RESIDENT")) return [{ to: first.to, icon: "person", title: text.myPoints, note: text.myPointsNote }];
    if (section.access.includes("CASHIER")) return [{ to: first.to, icon: "shop", title: text.merchant, note: text.merchantNote }];
    if (section.access.includes("COORDINATOR")) return [{ to: first.to, icon: "clock", title: text.organization, note: text.organizationNote }];
    return [{ to: first.to, icon: "cityHall", title: text.municipality, note: text.municipalityNote }];
  });
  // A part of several doors (the city's acts, its books) is entered once.
  const entries = offered.filter((entry, index) => offered.findIndex(({ to }) => to === entry.to) === index);
  if (!hasRole(session, ["RESIDENT"])) entries.push({ to: "/inscription", icon: "plus", title: text.enrol, note: text.enrolNote });
  const [only] = entries;
  if (entries.length === 1 && only) return <Navigate to={only.to} replace />;
  return (
    <Page title={text.title} narrow>
      <ChoiceList>
        {entries.map((entry) => (
          <Choice key={entry.to} icon={entry.icon} title={entry.title} note={entry.note} onPress={() => void navigate(entry.to)} />
        ))}
      </ChoiceList>
      <p className="m-note"><Link to="/invitation">{text.invitation}</Link></p>
    </Page>
  );
}
