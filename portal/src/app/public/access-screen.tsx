import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { asProblem } from "../../api/problem.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { useCity } from "../../cities/city-context.ts";
import { accessText } from "../../i18n/access.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { hasBrowserWallet } from "../../signing/browser-wallet.ts";
import { CeremonyCancelled } from "../../signing/ceremony-cancelled.ts";
import { signInWithEthereum } from "../../signing/sign-in-with-ethereum.ts";
import { signInWithPasskey } from "../../signing/sign-in-with-passkey.ts";
import { Banner } from "../../ui/banner.tsx";
import { Choice, ChoiceList } from "../../ui/choice-list.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { addressAfterSignIn } from "./address-after-sign-in.ts";

type WayIn = "device" | "ethereum";

/** « Accès »: the city's file, this device, or an Ethereum account for institutions and staff. */
export function Component() {
  const city = useCity();
  const text = useText(accessText);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const back = addressAfterSignIn(search.get("retour"));
  const signIn = useSubmission(async (way: WayIn) => {
    if (way === "device") await signInWithPasskey();
    else await signInWithEthereum({ statement: text.ethereumStatement(city.name) });
    await queries.resetQueries();
    await navigate(back);
  });
  const cityFileAddress = `/api/sign-in/oidc/start?${new URLSearchParams({ returnTo: back })}`;
  return (
    <Page title={text.title} lead={text.lead(city.name)} narrow>
      {search.has("terminee") && <Banner title={text.ended}>{text.endedNote}</Banner>}
      {search.has("refus") && <Banner tone="warn" title={text.refused}>{text.cancelled}</Banner>}
      {signIn.problem && <SignInFailure error={signIn.problem} />}
      <Section title={text.openMyPoints} panel>
        <ChoiceList>
          <Choice icon="cityHall" title={text.cityFile} note={text.cityFileNote} href={cityFileAddress} />
          <Choice icon="device" title={text.device} note={text.deviceNote} onPress={() => signIn.submit("device")} busy={signIn.busy} />
        </ChoiceList>
        <p className="m-note">{text.noPhone}</p>
      </Section>
      <Section title={text.institutions} panel>
        <p>{text.institutionsLead}</p>
        {hasBrowserWallet() ? (
          <ChoiceList>
            <Choice icon="wallet" title={text.ethereum} note={text.ethereumNote} onPress={() => signIn.submit("ethereum")} busy={signIn.busy} />
          </ChoiceList>
        ) : (
          <p className="m-note">{text.noWallet}</p>
        )}
      </Section>
      <p className="m-note">{text.sharedComputer}</p>
    </Page>
  );
}

function SignInFailure({ error }: { error: unknown }) {
  const text = useText(accessText);
  const problem = asProblem(error);
  if (problem instanceof CeremonyCancelled) return <Banner announce>{text.cancelled}</Banner>;
  return <Banner tone="bad" title={problem.title} announce>{problem.detail}</Banner>;
}
