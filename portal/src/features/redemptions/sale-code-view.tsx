import { counterText } from "../../i18n/counter.text.ts";
import { uiText } from "../../i18n/ui.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Countdown } from "../../ui/countdown.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { ListenToCode, ShortCode } from "../../ui/short-code.tsx";
import type { ChargeCode } from "./counter-charge.ts";

export const SALE_LIFE_SECONDS = 120;

/** The sale's code, to be read or dictated, as long as the sale may be approved. */
export function SaleCodeView({ code }: { code: ChargeCode }) {
  const { sale: text } = useText(counterText);
  const ui = useText(uiText);
  return (
    <section className="m-panel m-codepay" aria-label={text.codeLabel}>
      <QrCode payload={code.url} label={ui.codeToScan(code.typedCode)} />
      <SaleTimeLeft endsAt={code.expiresAt} />
      <div className="m-stack m-stack-s">
        <p className="m-note">{text.dictate}</p>
        <ShortCode code={code.typedCode} />
      </div>
      <ListenToCode code={code.typedCode} />
    </section>
  );
}

/** How long the sale may still be approved. */
export function SaleTimeLeft({ endsAt }: { endsAt: string }) {
  const { sale: text } = useText(counterText);
  return <Countdown endsAtMs={Date.parse(endsAt)} lifeSeconds={SALE_LIFE_SECONDS} label={text.timeLeft} />;
}
