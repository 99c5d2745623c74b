import { queryOptions } from "@tanstack/react-query";
import type { Hex } from "viem";
import { readAnswer } from "../../api/read-answer.ts";

/** What the ledger shows of one payment. Points are decimal text. */
export type PaymentReceipt = {
  receiptNumber: string;
  chargeId: Hex;
  merchantName: string;
  cityName: string;
  offerText: string;
  points: string;
  refundedPoints: string;
  lots: { cityId: number; points: string }[];
  at: string;
  status: "SETTLED" | "VOIDED" | "PARTLY_REFUNDED" | "REFUNDED";
  seal: { kind: "TRIAL_REGISTER" | "SEALED" };
};

export function paymentReceiptQuery(chargeId: string) {
  return queryOptions({
    queryKey: ["account", "receipt", chargeId],
    queryFn: ({ signal }) => readAnswer<PaymentReceipt>(`/api/account/receipts/${chargeId}`, { signal }),
  });
}
