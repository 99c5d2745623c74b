import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { useCityEvent } from "../../api/use-city-event.ts";
import { useCity } from "../../cities/city-context.ts";
import { balanceQuery } from "../../features/points/balance.ts";
import { waitingChargesQuery } from "../../features/redemptions/presented-charge.ts";
import { residentCodeQuery } from "../../features/redemptions/resident-code.ts";
import { ResidentCodeView } from "../../features/redemptions/resident-code-view.tsx";
import { formatPoints } from "../../i18n/format-number.ts";
import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { PayTabs } from "./pay-tabs.tsx";

/** « Payer »: my code, renewed by itself; the charge opens when the counter has read it. */
export function Component() {
  const city = useCity();
  const text = useText(paymentText);
  const code = useQuery(residentCodeQuery);
  const { data: balance } = useQuery(balanceQuery);
  const waiting = useChargeArrival();
  return (
    <Page title={text.title} narrow>
      <PayTabs />
      {waiting.map((charge) => (
        <Banner key={charge.chargeId} tone="warn" title={text.waiting} announce>
          <p>{text.waitingNote(charge.merchantName, formatPoints(BigInt(charge.points)))}</p>
          <p><ButtonLink to={`/payer/demande/${charge.chargeId}`}>{text.open}</ButtonLink></p>
        </Banner>
      ))}
      <Awaited reading={code} what={text.codeWhat} lines={6}>
        {(present) => <ResidentCodeView code={present} shownAtMs={code.dataUpdatedAt} changing={code.isFetching} onChange={() => void code.refetch()} />}
      </Awaited>
      <p className="m-note">
        {text.inControl} {balance && <>{text.usableAt(city.name)} <b>{formatPoints(BigInt(balance.usableHerePoints))}</b>.</>}
      </p>
    </Page>
  );
}

/** Opens a charge that arrives while the code is shown; those that waited before are given back to be shown. */
function useChargeArrival() {
  const navigate = useNavigate();
  const { data: charges } = useQuery(waitingChargesQuery);
  const known = useRef<Set<string> | undefined>(undefined);
  useCityEvent("charge-presented", ({ data }) => {
    if (typeof data.chargeId === "string") void navigate(`/payer/demande/${data.chargeId}`);
  });
  useEffect(() => {
    if (charges === undefined) return;
    const arrived = known.current && charges.find((charge) => !known.current?.has(charge.chargeId));
    known.current = new Set(charges.map((charge) => charge.chargeId));
    if (arrived) void navigate(`/payer/demande/${arrived.chargeId}`);
  }, [charges, navigate]);
  return charges ?? [];
}
