import { formatCount, formatNumber } from "../../i18n/format-number.ts";
import { takingsText } from "../../i18n/takings.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Figure, Figures } from "../../ui/figure.tsx";
import type { Takings } from "./takings.ts";

/** What the day comes to: posted, on its way, undone. */
export function TakingsFigures({ takings }: { takings: Takings }) {
  const text = useText(takingsText);
  const { totals, charges } = takings;
  const waiting = charges.filter(({ status }) => status === "CONSENTED" || status === "SENT");
  const count = (many: number) => formatCount(many, text.sale, text.sales);
  return (
    <Figures>
      <Figure value={formatNumber(BigInt(totals.acceptedPoints))} label={text.accepted(count(totals.acceptedCount))} />
      {waiting.length > 0 && <Figure value={formatNumber(waiting.reduce((sum, { points }) => sum + BigInt(points), 0n))} label={text.waiting(count(waiting.length))} />}
      {totals.voidedCount > 0 && <Figure value={formatNumber(BigInt(totals.voidedPoints))} label={text.voided(count(totals.voidedCount))} />}
      {totals.refundedPoints !== "0" && <Figure value={formatNumber(BigInt(totals.refundedPoints))} label={text.refunded} />}
    </Figures>
  );
}
