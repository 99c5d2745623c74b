import { paymentText } from "../../i18n/payment.text.ts";
import { uiText } from "../../i18n/ui.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button } from "../../ui/button.tsx";
import { Countdown } from "../../ui/countdown.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { ListenToCode, ShortCode } from "../../ui/short-code.tsx";
import { CODE_RENEWAL_SECONDS, renewalDelay } from "./resident-code.ts";
import type { ResidentCode } from "./resident-code.ts";

/** The resident's code of the moment: to be read, dictated or listened to. `shownAtMs`: when it came. */
export function ResidentCodeView({ code, shownAtMs, onChange, changing }: { code: ResidentCode; shownAtMs: number; onChange: () => void; changing: boolean }) {
  const text = useText(paymentText);
  const ui = useText(uiText);
  return (
    <section className="m-panel m-codepay" aria-label={text.myCodeLabel}>
      <QrCode payload={code.url} label={ui.codeToScan(code.typedCode)} />
      <Countdown endsAtMs={shownAtMs + renewalDelay(code, shownAtMs)} lifeSeconds={CODE_RENEWAL_SECONDS} />
      <div className="m-stack m-stack-s">
        <p className="m-note">{text.dictate}</p>
        <ShortCode code={code.typedCode} />
      </div>
      <Actions>
        <ListenToCode code={code.typedCode} />
        <Button look="quiet" busy={changing} onPress={onChange}>{text.changeCode}</Button>
      </Actions>
    </section>
  );
}
