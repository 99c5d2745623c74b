import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { asProblem } from "../../api/problem.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { accessText } from "../../i18n/access.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CeremonyCancelled } from "../../signing/ceremony-cancelled.ts";
import { signInWithPasskey } from "../../signing/sign-in-with-passkey.ts";
import { Banner } from "../../ui/banner.tsx";
import { Choice, ChoiceList } from "../../ui/choice-list.tsx";

/** The two ways in of a resident: the city's file, this device. Goes to `back` once in. */
export function WaysIn({ back }: { back: string }) {
  const text = useText(accessText);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signIn = useSubmission(async () => {
    await signInWithPasskey();
    await queries.resetQueries();
    await navigate(back);
  });
  const cityFileAddress = `/api/sign-in/oidc/start?${new URLSearchParams({ returnTo: back })}`;
  return (
    <>
      {signIn.problem && <SignInFailure error={signIn.problem} />}
      <ChoiceList>
        <Choice icon="cityHall" title={text.cityFile} note={text.cityFileNote} href={cityFileAddress} />
        <Choice icon="device" title={text.device} note={text.deviceNote} onPress={() => signIn.submit(undefined)} busy={signIn.busy} />
      </ChoiceList>
    </>
  );
}

/** Why signing in failed; closing the browser's question is not a failure. */
export function SignInFailure({ error }: { error: unknown }) {
  const text = useText(accessText);
  const problem = asProblem(error);
  if (problem instanceof CeremonyCancelled) return <Banner announce>{text.cancelled}</Banner>;
  return <Banner tone="bad" title={problem.title} announce>{problem.detail}</Banner>;
}
