import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { ProofDownload, receiptProofAddress } from "../../features/audit/proof-download.tsx";
import { paymentReceiptQuery } from "../../features/redemptions/payment-receipt.ts";
import { PaymentReceiptView } from "../../features/redemptions/payment-receipt-view.tsx";
import { paymentText } from "../../i18n/payment.text.ts";
import { proofText } from "../../i18n/proof.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Page, useDocumentTitle } from "../../ui/page.tsx";
import { useCityNames } from "./use-city-names.ts";

/** The receipt is its own page: its seal is the title. */
export function Component() {
  const { chargeId = "" } = useParams();
  const { receipt: text } = useText(paymentText);
  const proof = useText(proofText);
  const verify = useText(verifyText);
  const receipt = useQuery(paymentReceiptQuery(chargeId));
  const { nameOfCity } = useCityNames();
  useDocumentTitle(text.number);
  if (receipt.data === undefined) {
    return (
      <Page title={text.number} narrow>
        <Awaited reading={receipt} what={text.what}>{() => null}</Awaited>
      </Page>
    );
  }
  return (
    <div className="m-wrap m-page">
      <div className="m-narrow m-stack m-stack-l">
        <PaymentReceiptView
          receipt={receipt.data}
          nameOfCity={nameOfCity}
          proof={
            <div className="m-stack m-stack-s">
              <ProofDownload address={receiptProofAddress(chargeId)} fileName={`preuve-${receipt.data.receiptNumber}.json`} />
              <ButtonLink look="quiet" icon="print" to={`/payer/recu/${chargeId}/preuve`}>{verify.printLink}</ButtonLink>
              <p className="m-note">{proof.what} {proof.care}</p>
            </div>
          }
        />
      </div>
    </div>
  );
}
