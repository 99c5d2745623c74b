import { useQueryClient } from "@tanstack/react-query";
import type { Hex } from "viem";
import { useSubmission } from "../../api/use-submission.ts";
import type { CounterCharge } from "../../features/redemptions/counter-charge.ts";
import { draftRefund, draftVoid, refundSale, voidSale } from "../../features/redemptions/ring-up.ts";
import type { Refund } from "../../features/redemptions/ring-up.ts";
import { refundToSign, voidToSign } from "../../features/redemptions/terminal-to-sign.ts";
import type { Signer } from "../../signing/signer.ts";
import { useSign } from "../../signing/use-sign.ts";

type TerminalHere = { terminal: Hex; signer: Signer };

/** Voids and refunds: drafted by the service, checked against the screen, signed by the terminal, followed to the end. */
export function useUndoSale(here: TerminalHere) {
  const queries = useQueryClient();
  const sign = useSign();
  const readAgain = () => queries.invalidateQueries({ queryKey: ["acting"] });
  const voiding = useSubmission(async ({ chargeId }: CounterCharge, tools) => {
    const drafted = await tools.once("drafted", async () => {
      const asked = voidToSign(await draftVoid(chargeId, here.terminal), chargeId, here.terminal);
      return { asked, signed: await sign(here.signer, asked) };
    });
    await voidSale(chargeId, Number(drafted.asked.message.validBefore), drafted.signed, tools);
    await readAgain();
  });
  const refunding = useSubmission(async ({ chargeId, refund }: { chargeId: Hex; refund: Refund }, tools) => {
    const drafted = await tools.once("drafted", async () => {
      const asked = refundToSign(await draftRefund(chargeId, refund), chargeId, refund);
      return { asked, signed: await sign(here.signer, asked) };
    });
    const { refundId, validBefore } = drafted.asked.message;
    await refundSale(chargeId, refund, { refundId: String(refundId), validBefore: Number(validBefore) }, drafted.signed, tools);
    await readAgain();
  });
  return { voiding, refunding };
}
