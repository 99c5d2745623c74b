import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { sessionQuery } from "../../api/session.ts";
import { accessText } from "../../i18n/access.text.ts";
import { homeText } from "../../i18n/home.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Section } from "../../ui/panel.tsx";
import { addressAfterSignIn } from "./address-after-sign-in.ts";
import { WaysIn } from "./ways-in.tsx";

/** The access panel of the home page; for who is already in, the way to their own pages. */
export function HomeAccess() {
  const text = useText(homeText);
  const access = useText(accessText);
  const { data: session } = useQuery(sessionQuery);
  return (
    <Section title={text.openMyPoints} panel>
      {session?.person ? (
        <>
          <p>{text.present(session.person.displayName)}</p>
          <ButtonLink to="/ouverture" wide>{text.open}</ButtonLink>
        </>
      ) : (
        <>
          <WaysIn back={addressAfterSignIn(null)} />
          <p className="m-note">{access.noPhone} <Link to="/acces">{text.otherWays}</Link></p>
        </>
      )}
      <p className="m-note"><Link to="/invitation">{text.invitation}</Link></p>
    </Section>
  );
}
