import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useSubmission } from "../../api/use-submission.ts";
import { useCity } from "../../cities/city-context.ts";
import { accessText } from "../../i18n/access.text.ts";
import { homeText } from "../../i18n/home.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { hasBrowserWallet } from "../../signing/browser-wallet.ts";
import { signInWithEthereum } from "../../signing/sign-in-with-ethereum.ts";
import { Banner } from "../../ui/banner.tsx";
import { Choice, ChoiceList } from "../../ui/choice-list.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { addressAfterSignIn } from "./address-after-sign-in.ts";
import { SignInFailure, WaysIn } from "./ways-in.tsx";

/** « Accès »: the city's file, this device, or an Ethereum account for institutions and staff. */
export function Component() {
  const city = useCity();
  const text = useText(accessText);
  const home = useText(homeText);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const back = addressAfterSignIn(search.get("retour"));
  const signIn = useSubmission(async () => {
    await signInWithEthereum({ statement: text.ethereumStatement(city.name) });
    await queries.resetQueries();
    await navigate(back);
  });
  return (
    <Page title={text.title} lead={text.lead(city.name)} narrow>
      {search.has("terminee") && <Banner title={text.ended}>{text.endedNote}</Banner>}
      {search.has("refus") && <Banner tone="warn" title={text.refused}>{text.cancelled}</Banner>}
      {signIn.problem && <SignInFailure error={signIn.problem} />}
      <Section title={text.openMyPoints} panel>
        <WaysIn back={back} />
        <p className="m-note">{text.noPhone}</p>
      </Section>
      <Section title={text.institutions} panel>
        <p>{text.institutionsLead}</p>
        {hasBrowserWallet() ? (
          <ChoiceList>
            <Choice icon="wallet" title={text.ethereum} note={text.ethereumNote} onPress={() => signIn.submit(undefined)} busy={signIn.busy} />
          </ChoiceList>
        ) : (
          <p className="m-note">{text.noWallet}</p>
        )}
        <p className="m-note"><Link to="/invitation">{home.invitation}</Link></p>
      </Section>
      <p className="m-note">{text.sharedComputer}</p>
    </Page>
  );
}
