import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import { useLocation, useNavigate } from "react-router";
import { citiesQuery } from "../../api/cities.ts";
import { hasRole, sessionQuery } from "../../api/session.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { claimCharge } from "../../features/redemptions/claim-charge.ts";
import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { parseScannedCode } from "../../scanning/parse-code.ts";
import type { ScannedCode } from "../../scanning/parse-code.ts";
import { Actions, ButtonLink } from "../../ui/button.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";

/**
 * A code read by the telephone's own camera, which opens its address. A resident of this city sees the charge, and
 * approves or not; anyone else is told where to read it. Nothing is paid by opening it [Q8].
 */
export function Component() {
  const { link: text } = useText(paymentText);
  const navigate = useNavigate();
  const { hash } = useLocation();
  const { data: session } = useQuery(sessionQuery);
  const { data: cities } = useQuery(citiesQuery);
  const claim = useSubmission(async (code: ScannedCode) => {
    const charge = await claimCharge(code);
    await navigate(`/payer/demande/${charge.chargeId}`, { replace: true });
  });
  const isResident = hasRole(session, ["RESIDENT"]);
  const reading = cities && parseScannedCode(`${window.location.origin}/c${hash}`, cities);
  const code = reading && "code" in reading ? reading.code : undefined;
  // Once a code: the first claim uses it.
  const claimOnce = useEffectEvent(() => {
    if (code) claim.submit(code);
  });
  const isReady = isResident && code !== undefined;
  useEffect(() => {
    if (isReady) claimOnce();
  }, [isReady]);
  return (
    <Page title={text.title} narrow>
      {claim.problem && <ProblemBanner error={claim.problem} />}
      {claim.busy ? (
        <Loading what={text.what} />
      ) : (
        <>
          <p>{text.note}</p>
          <p>{text.steps}</p>
          <Actions>
            {isResident ? <ButtonLink to="/payer/lire">{text.read}</ButtonLink> : <ButtonLink to="/acces?retour=/payer/lire">{text.signIn}</ButtonLink>}
          </Actions>
        </>
      )}
    </Page>
  );
}
