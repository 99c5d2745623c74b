import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import { citiesQuery } from "../../api/cities.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { claimCharge } from "../../features/redemptions/claim-charge.ts";
import { presentedChargeQuery } from "../../features/redemptions/presented-charge.ts";
import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { CodeScanner } from "../../scanning/code-scanner.tsx";
import type { ScannedCode } from "../../scanning/parse-code.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { PayTabs } from "./pay-tabs.tsx";

/** « Lire un code »: the counter's code by camera or by hand, then the charge behind it. */
export function Component() {
  const text = useText(paymentText);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const cities = useQuery(citiesQuery);
  const claim = useSubmission(async (code: ScannedCode) => {
    const charge = await claimCharge(code);
    queries.setQueryData(presentedChargeQuery(charge.chargeId).queryKey, charge);
    await navigate(`/payer/demande/${charge.chargeId}`);
  });
  return (
    <Page title={text.title} narrow>
      <PayTabs />
      {claim.problem && <ProblemBanner error={claim.problem} />}
      <Awaited reading={cities} what={text.cities}>{(members) => <CodeScanner cities={members} onCode={claim.submit} busy={claim.busy} />}</Awaited>
      <p className="m-note">{text.cameraHelp} <Link to="/payer">{text.showInstead}</Link>.</p>
    </Page>
  );
}
