import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { SwitchTabs } from "../../ui/switch-tabs.tsx";

/** Show one's code, or read the counter's. */
export function PayTabs() {
  const text = useText(paymentText);
  return (
    <SwitchTabs
      label={text.ways}
      tabs={[
        { to: "/payer", icon: "qr", label: text.myCode },
        { to: "/payer/lire", icon: "scan", label: text.readCode },
      ]}
    />
  );
}
