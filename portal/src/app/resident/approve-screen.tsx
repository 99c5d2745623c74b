import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Navigate, useParams } from "react-router";
import { sessionQuery } from "../../api/session.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { balanceQuery } from "../../features/points/balance.ts";
import { approveCharge, consentToSign, refuseCharge } from "../../features/redemptions/answer-charge.ts";
import { ChargeApproval } from "../../features/redemptions/charge-approval.tsx";
import { ChargeRefused } from "../../features/redemptions/charge-refused.tsx";
import { presentedChargeQuery } from "../../features/redemptions/presented-charge.ts";
import type { PresentedCharge } from "../../features/redemptions/presented-charge.ts";
import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { useSign } from "../../signing/use-sign.ts";
import { useSigner } from "../../signing/use-signer.ts";
import type { OwnKeys } from "../../signing/use-signer.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Actions, ButtonLink } from "../../ui/button.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Page } from "../../ui/page.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Rang, rangOf } from "../../ui/rang.tsx";
import { useAccountNews } from "./use-account-news.ts";

/** One charge from its reading to its end; « accepté » only once the index shows it settled [Q11]. */
export function Component() {
  const { chargeId = "" } = useParams();
  const text = useText(paymentText);
  const queries = useQueryClient();
  const charge = useQuery(presentedChargeQuery(chargeId));
  useAccountNews();
  useCityEvent("charge-changed", () => void queries.invalidateQueries(presentedChargeQuery(chargeId)));
  if (charge.data === undefined) {
    return (
      <Page title={text.approve.title} narrow>
        <Awaited reading={charge} what={text.approve.what}>{() => null}</Awaited>
      </Page>
    );
  }
  switch (charge.data.status) {
    case "PRESENTED":
      return <Approval charge={charge.data} />;
    case "CONSENTED":
      return <WaitingForLedger />;
    case "SETTLED":
    case "VOIDED":
    case "PARTLY_REFUNDED":
    case "REFUNDED":
      return <Navigate to={`/payer/recu/${chargeId}`} replace />;
    case "DECLINED":
      return <ChargeRefused code={charge.data.refusal?.code ?? "INCIDENT"} />;
    case "CANCELLED":
    case "EXPIRED":
      return <Ended status={charge.data.status} />;
  }
}

/** A device's own limit sends to the full key; otherwise the key that asks nothing signs. */
function keyFor(charge: PresentedCharge, keys: OwnKeys | undefined) {
  return charge.needsFull ? (keys?.full ?? keys?.everyday) : (keys?.everyday ?? keys?.full);
}

function Approval({ charge }: { charge: PresentedCharge }) {
  const text = useText(paymentText);
  const queries = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const { data: balance } = useQuery(balanceQuery);
  const { keys, isPending } = useSigner();
  const sign = useSign();
  const key = keyFor(charge, keys);
  const account = session?.person?.account;
  const show = (changed: PresentedCharge) => {
    queries.setQueryData(presentedChargeQuery(charge.chargeId).queryKey, changed);
    void queries.invalidateQueries({ queryKey: ["account"] });
  };
  const approve = useSubmission(async () => {
    if (!key || account === undefined) return;
    const consent = consentToSign(charge, account);
    show(await approveCharge(charge, consent, await sign(key, consent)));
  });
  const refuse = useSubmission(async () => show(await refuseCharge(charge.chargeId)));
  const problem = approve.problem ?? refuse.problem;
  return (
    <Page title={text.approve.title} narrow>
      {problem && <ProblemBanner error={problem} />}
      {isPending ? (
        <Loading what={text.approve.what} />
      ) : (
        <ChargeApproval
          charge={charge}
          approvalKey={key && (key.kind === "DEVICE" ? "DEVICE" : "FULL")}
          remainingPoints={balance && BigInt(balance.totalPoints) - BigInt(charge.points)}
          busy={approve.busy || refuse.busy}
          onApprove={() => approve.submit(undefined)}
          onRefuse={() => refuse.submit(undefined)}
        />
      )}
      <DemoKeyBanner notice={key?.demo ? keys?.demoNotice : undefined} />
    </Page>
  );
}

function WaitingForLedger() {
  const { wait } = useText(paymentText);
  return (
    <Page title={wait.title} narrow before={<Rang states={rangOf(0)} knitting />}>
      <p role="status">{wait.note}</p>
      <p className="m-note">{wait.doNotRetry}</p>
    </Page>
  );
}

function Ended({ status }: { status: "CANCELLED" | "EXPIRED" }) {
  const text = useText(paymentText);
  return (
    <Page title={text.ended[status].title} narrow>
      <Banner announce>{text.ended[status].note}</Banner>
      <Actions>
        <ButtonLink to="/payer">{text.again}</ButtonLink>
        <ButtonLink to="/points" look="second">{text.toPoints}</ButtonLink>
      </Actions>
    </Page>
  );
}
