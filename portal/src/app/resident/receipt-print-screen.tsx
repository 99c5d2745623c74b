import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { ProofSheet } from "../../features/audit/proof-sheet.tsx";
import { paymentReceiptQuery } from "../../features/redemptions/payment-receipt.ts";
import type { PaymentReceipt } from "../../features/redemptions/payment-receipt.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { paymentText } from "../../i18n/payment.text.ts";
import { proofText } from "../../i18n/proof.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { matchWords } from "../../match-words/match-words.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Page } from "../../ui/page.tsx";

/** The receipt in words and its proof in codes, for paper: whoever holds the sheet needs nobody to check it. */
export function Component() {
  const { chargeId = "" } = useParams();
  const text = useText(verifyText);
  const proof = useText(proofText);
  const { receipt: words } = useText(paymentText);
  const receipt = useQuery(paymentReceiptQuery(chargeId));
  return (
    <Page title={text.printTitle}>
      <Actions>
        <Button icon="print" onPress={() => window.print()}>{text.print}</Button>
        <ButtonLink look="second" to={`/payer/recu/${chargeId}`}>{text.backToReceipt}</ButtonLink>
      </Actions>
      <p className="m-note">{proof.care}</p>
      <Awaited reading={receipt} what={words.what} lines={5}>{(read) => <ReceiptWords receipt={read} />}</Awaited>
      <ProofSheet chargeId={chargeId} />
    </Page>
  );
}

function ReceiptWords({ receipt }: { receipt: PaymentReceipt }) {
  const text = useText(verifyText);
  const { receipt: words } = useText(paymentText);
  const isTrial = receipt.seal.kind === "TRIAL_REGISTER";
  return (
    <>
      <DefinitionList
        stacked
        items={[
          { term: words.paidTo, value: `${receipt.merchantName}, ${formatPoints(BigInt(receipt.points))}` },
          { term: words.date, value: formatDateTime(receipt.at) },
          { term: words.city, value: receipt.cityName },
          ...(receipt.offerText === "" ? [] : [{ term: words.offer, value: receipt.offerText }]),
          { term: words.words, value: matchWords(receipt.chargeId).join(" ") },
          { term: words.number, value: receipt.receiptNumber, code: true },
          { term: words.code, value: receipt.code, code: true },
          { term: text.printAddress, value: <span className="m-adresse">{window.location.origin}/verifier</span> },
        ]}
      />
      {isTrial && <p>{words.trialNote}</p>}
    </>
  );
}
