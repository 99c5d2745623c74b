import { queryOptions } from "@tanstack/react-query";
import { readAnswer } from "../../api/read-answer.ts";
import type { Shape, WithHex } from "../../api/shapes.ts";

/** What the ledger shows of one payment. Points are decimal text. */
export type PaymentReceipt = WithHex<Shape<"Receipt">, "chargeId">;

export function paymentReceiptQuery(chargeId: string) {
  return queryOptions({
    queryKey: ["account", "receipt", chargeId],
    queryFn: ({ signal }) => readAnswer<PaymentReceipt>(`/api/account/receipts/${chargeId}`, { signal }),
  });
}
