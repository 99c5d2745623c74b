import type { ReactNode } from "react";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatList } from "../../i18n/format-list.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { paymentText } from "../../i18n/payment.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { matchWords } from "../../match-words/match-words.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Receipt } from "../../ui/receipt.tsx";
import type { PaymentReceipt } from "./payment-receipt.ts";

type PaymentReceiptViewProps = {
  receipt: PaymentReceipt;
  nameOfCity: (cityId: number) => string | undefined;
  /** The way to take the receipt's proof away. */
  proof: ReactNode;
};

/** The receipt of one payment; of a trial ledger, it says so and counts no cities. */
export function PaymentReceiptView({ receipt, nameOfCity, proof }: PaymentReceiptViewProps) {
  const { receipt: text } = useText(paymentText);
  const isTrial = receipt.seal.kind === "TRIAL_REGISTER";
  const cities = receipt.lots.map((lot) => nameOfCity(lot.cityId)).filter((name) => name !== undefined);
  return (
    <Receipt
      sealTitle={isTrial ? text.trialTitle : text.sealedTitle}
      cities={[]}
      toLabel={text.paidTo}
      to={receipt.merchantName}
      points={-BigInt(receipt.points)}
      details={[
        { term: text.date, value: formatDateTime(receipt.at) },
        { term: text.city, value: receipt.cityName },
        ...(receipt.offerText === "" ? [] : [{ term: text.offer, value: receipt.offerText }]),
        ...(cities.length === 0 ? [] : [{ term: text.pointsOf, value: formatList(cities) }]),
        { term: text.approvedBy, value: text.you },
        { term: text.words, value: matchWords(receipt.chargeId).join(" ") },
        { term: text.number, value: receipt.receiptNumber, code: true },
        { term: text.code, value: receipt.code, code: true },
      ]}
      actions={
        <>
          <ButtonLink to="/points">{text.done}</ButtonLink>
          <Button look="second" icon="print" onPress={() => window.print()}>{text.keep}</Button>
        </>
      }
    >
      <Returned receipt={receipt} />
      {proof}
      <p className="m-note">{text.help} {isTrial && text.trialNote}</p>
    </Receipt>
  );
}

function Returned({ receipt }: { receipt: PaymentReceipt }) {
  const { receipt: text } = useText(paymentText);
  switch (receipt.status) {
    case "SETTLED":
      return null;
    case "VOIDED":
      return <Banner title={text.voided}>{text.voidedNote}</Banner>;
    case "REFUNDED":
      return <Banner title={text.refunded}>{text.voidedNote}</Banner>;
    case "PARTLY_REFUNDED":
      return <Banner title={text.partlyRefunded}>{text.partlyNote(formatPoints(BigInt(receipt.refundedPoints)))}</Banner>;
  }
}
