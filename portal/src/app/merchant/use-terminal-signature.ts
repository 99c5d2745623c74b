import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent } from "react";
import type { Hex } from "viem";
import { useSubmission } from "../../api/use-submission.ts";
import { counterChargeQuery } from "../../features/redemptions/counter-charge.ts";
import type { CounterCharge } from "../../features/redemptions/counter-charge.ts";
import { refusalOfProblem } from "../../features/redemptions/refusal-of-problem.ts";
import { sendTerminalSignature } from "../../features/redemptions/ring-up.ts";
import { chargeToSign, SaleDiffers } from "../../features/redemptions/terminal-to-sign.ts";
import type { Signer } from "../../signing/signer.ts";
import { useSign } from "../../signing/use-sign.ts";

type TerminalHere = { merchant: Hex; terminal: Hex; signer: Signer };

/**
 * The terminal signs by itself as soon as the consent is there, and sends; silent services are asked again at each
 * read of the sale, always with the same signature. A refusal ends it.
 */
export function useTerminalSignature(charge: CounterCharge | undefined, readAt: number, here: TerminalHere | undefined) {
  const queries = useQueryClient();
  const sign = useSign();
  const signature = useSubmission(async (sale: CounterCharge, tools) => {
    if (here === undefined) return;
    const signed = await tools.once("signed", () => sign(here.signer, chargeToSign(sale, here)));
    await sendTerminalSignature(sale.chargeId, signed, tools.idempotencyKey);
    await queries.invalidateQueries(counterChargeQuery(sale.chargeId));
  });
  const { submit, busy, problem } = signature;
  const differs = problem?.cause instanceof SaleDiffers ? problem.cause : undefined;
  const isOver = problem !== undefined && (differs !== undefined || (problem.status >= 400 && problem.status < 500 && problem.status !== 429));
  const mustSign = charge?.status === "CONSENTED" && here !== undefined && !busy && !isOver;
  const signNow = useEffectEvent(() => {
    if (mustSign && charge) submit(charge);
  });
  useEffect(() => signNow(), [mustSign, readAt]);
  return {
    differs,
    refusal: problem && refusalOfProblem(problem),
    problem: isOver && differs === undefined ? problem : undefined,
    isRetrying: problem !== undefined && !isOver,
  };
}
