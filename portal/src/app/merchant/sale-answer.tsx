import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { sessionQuery } from "../../api/session.ts";
import type { CounterCharge } from "../../features/redemptions/counter-charge.ts";
import { SaleAccepted, SaleAwaited, SaleEnded, SaleRefused, SaleToApprove } from "../../features/redemptions/sale-answers.tsx";
import { counterText } from "../../i18n/counter.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useEnterKey } from "../../ui/use-enter-key.ts";
import { keepAmount } from "./amount-kept.ts";
import { CancelSale } from "./cancel-sale.tsx";
import { RefusalAction } from "./refusal-action.tsx";
import type { useTerminalSignature } from "./use-terminal-signature.ts";

type SaleAnswerProps = { charge: CounterCharge; signing: ReturnType<typeof useTerminalSignature> };

const incident = { code: "INCIDENT", title: "", sentence: "" } as const;

/** The answer that fills the screen. */
export function SaleAnswer({ charge, signing }: SaleAnswerProps) {
  const text = useText(counterText);
  const { data: session } = useQuery(sessionQuery);
  switch (charge.status) {
    case "OPEN":
      return null;
    case "MET":
      return <SaleToApprove charge={charge} action={<CancelSale charge={charge} />} />;
    case "CONSENTED":
      return <SignedByTerminal charge={charge} signing={signing} />;
    case "SENT":
      return <SaleAwaited charge={charge} />;
    case "ACCEPTED":
      return <SaleAccepted charge={charge} isUnsealed={session?.network.isSealed === false} action={<GoAction to="/commerce/encaisser" label={text.accepted.next} />} />;
    case "DECLINED": {
      const refusal = charge.refusal ?? incident;
      return <SaleRefused refusal={refusal} action={<RefusalAction refusal={refusal} charge={charge} />} />;
    }
    case "CANCELLED":
      return <SaleEnded ending="cancelled" action={<GoAction to="/commerce/encaisser" label={text.accepted.next} />} />;
    case "EXPIRED":
      return <SaleEnded ending="expired" action={<GoAction to="/commerce/encaisser" label={text.expired.action} kept={charge} />} />;
    case "VOIDED":
    case "PARTLY_REFUNDED":
    case "REFUNDED":
      return <SaleEnded ending="undone" action={<GoAction to="/commerce/ventes" label={text.undone.action} />} />;
  }
}

function SignedByTerminal({ charge, signing }: SaleAnswerProps) {
  const text = useText(counterText);
  if (signing.refusal) return <SaleRefused refusal={signing.refusal} action={<RefusalAction refusal={signing.refusal} charge={charge} />} />;
  if (signing.differs) {
    return (
      <div className="m-stack">
        {signing.differs.member === "terminal" ? (
          <Banner tone="bad" title={text.wrongTerminal} announce>{text.wrongTerminalNote}</Banner>
        ) : (
          <Banner tone="bad" title={text.signatureDiffers} announce>{text.signatureDiffersNote}</Banner>
        )}
        <CancelSale charge={charge} />
      </div>
    );
  }
  if (signing.problem) return <div className="m-stack"><ProblemBanner error={signing.problem} /><CancelSale charge={charge} /></div>;
  return <SaleAwaited charge={charge}>{signing.isRetrying && <p role="status">{text.sent.retrying}</p>}</SaleAwaited>;
}

/** The one act of an answer; Enter does it too. */
function GoAction({ to, label, kept }: { to: string; label: string; kept?: CounterCharge }) {
  const navigate = useNavigate();
  const go = () => void navigate(to, kept ? { state: keepAmount(kept) } : {});
  useEnterKey(go);
  return <Button wide onPress={go}>{label}</Button>;
}
