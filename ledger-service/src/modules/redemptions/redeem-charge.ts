import { encodeFunctionData, type Hex } from "viem";
import { z } from "zod";
import type { Problem } from "../../kernel/problem.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { ChainEventLog } from "../../platform/chain/chain-event-log.ts";
import { refusalReasonNames } from "../../platform/chain/generated/enums.ts";
import { address, bytes32, signatureBytes, signerBytes } from "../../platform/http/wire-schemas.ts";
import type { ItemOutcome, RelayAct } from "../../relay/relay-act.ts";
import { chargeIdOf } from "./charge-terms.ts";
import { redemptionsProblems } from "./redemptions.problems.ts";
import { isFinalRefusal, refusalOf, type RefusalName, type RefusalPlace } from "./refusal.ts";

const signerProof = z.object({ signer: signerBytes, signature: signatureBytes });
const itemSchema = z.object({
  charge: z.object({
    merchant: address,
    terminal: bytes32,
    points: z.bigint(),
    offerHash: bytes32,
    random: bytes32,
    validBefore: z.bigint(),
  }),
  terminal: signerProof,
  consent: z.object({
    account: address,
    chargeId: bytes32,
    merchant: address,
    points: z.bigint(),
    validAfter: z.bigint(),
    validBefore: z.bigint(),
  }),
  account: signerProof,
});
export type RedemptionItem = z.output<typeof itemSchema>;

/** The desk takes a hundred; a hundred accounts that pay for the first time would not fit one transaction's gas. */
const BATCH_LIMIT = 60;

/**
 * Sends consents and charges to the desk, many a transaction. An item that the ledger will refuse for good
 * is sent all the same: only then can it never settle later (Q2).
 */
export function redeemChargeAct(chain: Chain, place: RefusalPlace): RelayAct<RedemptionItem> {
  const desk = chain.contract("redemptionDesk");
  return {
    name: "redeem",
    item: itemSchema,
    batchLimit: BATCH_LIMIT,
    validBefore: ({ charge, consent }) => (charge.validBefore < consent.validBefore ? charge.validBefore : consent.validBefore),
    encode: (items) => ({
      to: desk.address,
      data: encodeFunctionData({ abi: desk.abi, functionName: "redeem", args: [items] }),
    }),
    async preview(item) {
      const reason = await chain.client.readContract({
        ...desk,
        functionName: "preview",
        args: [item],
        blockTag: "pending",
      });
      const name = reasonName(reason);
      return name === undefined || isFinalRefusal(name) ? undefined : declined(name, place);
    },
    outcome: (item, logs) => outcomeOf(chargeIdOf(item.charge), logs, place),
  };
}

function outcomeOf(chargeId: Hex, logs: readonly ChainEventLog[], place: RefusalPlace): ItemOutcome {
  const log = logs.find(({ args, name }) => args["chargeId"] === chargeId && answers.has(name));
  if (log?.name === "Redeemed") return { isDone: true, resultIds: { chargeId } };
  const reason = reasonName(Number(log?.args["reason"] ?? 0)) ?? "BAD_SIGNATURE";
  // Another city's service brought the same charge first: its one effect is there.
  if (reason === "ALREADY_SETTLED") return { isDone: true, resultIds: { chargeId } };
  return { isDone: false, problem: declined(reason, place) };
}

const answers: ReadonlySet<string> = new Set(["Redeemed", "RedemptionDeclined", "RedemptionRefused"]);

function reasonName(reason: number): RefusalName | undefined {
  const name = refusalReasonNames[reason];
  return name === undefined || name === "NONE" ? undefined : name;
}

function declined(reason: RefusalName, place: RefusalPlace): Problem {
  const { code, title, sentence, titleEn, sentenceEn } = refusalOf(reason, place);
  return redemptionsProblems.of("redemption-declined", { code, title, sentence, titleEn, sentenceEn });
}

