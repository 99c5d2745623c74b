import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import type { Counter } from "../../features/redemptions/counter.ts";
import { counterText } from "../../i18n/counter.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";

/** The City has suspended the merchant: nothing can be taken. */
export function CounterPaused() {
  const text = useText(counterText);
  const { data: session } = useQuery(sessionQuery);
  const phone = session?.city.phone ?? "311";
  return (
    <Banner tone="warn" title={text.paused}>
      <p>{text.pausedNote(phone)}</p>
      <p><a className="m-btn m-btn--second" href={`tel:${phone.replace(/\D/g, "")}`}>{text.call}</a></p>
    </Banner>
  );
}

/** No key of this device is an enrolled terminal. */
export function TerminalMissing({ counter }: { counter: Counter }) {
  const text = useText(counterText);
  const removed = counter.terminalStatus === "REMOVED";
  return (
    <Banner tone="warn" title={removed ? text.removed : text.notEnrolled}>
      <p>{removed ? text.removedNote : text.notEnrolledNote(counter.merchantName)}</p>
      <p><ButtonLink to="/commerce/terminal">{text.enrol}</ButtonLink></p>
    </Banner>
  );
}
