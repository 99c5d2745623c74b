import { encodeFunctionData } from "viem";
import { z } from "zod";
import type { Chain } from "../../platform/chain/chain.ts";
import { bytes32, signatureBytes, signerBytes } from "../../platform/http/wire-schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

const terminalProof = z.object({ signer: signerBytes, signature: signatureBytes });

const voidSchema = z.object({
  act: z.object({ chargeId: bytes32, terminal: bytes32, validBefore: z.bigint() }),
  terminal: terminalProof,
});
export type VoidItem = z.output<typeof voidSchema>;

/** A sale undone whole, the same day (Q10). */
export function voidRedemptionAct(chain: Chain): RelayAct<VoidItem> {
  const desk = chain.contract("redemptionDesk");
  return {
    name: "void-redemption",
    item: voidSchema,
    batchLimit: 1,
    validBefore: ({ act }) => act.validBefore,
    encode: ([item]) => ({
      to: desk.address,
      data: encodeFunctionData({ abi: desk.abi, functionName: "voidRedemption", args: [only(item).act, only(item).terminal] }),
    }),
  };
}

const refundSchema = z.object({
  act: z.object({
    refundId: bytes32,
    chargeId: bytes32,
    points: z.bigint(),
    reasonCode: z.number().int(),
    validBefore: z.bigint(),
  }),
  terminal: terminalProof,
});
export type RefundItem = z.output<typeof refundSchema>;

/** Points given back later, by the terminal that charged. */
export function refundRedemptionAct(chain: Chain): RelayAct<RefundItem> {
  const desk = chain.contract("redemptionDesk");
  return {
    name: "refund-redemption",
    item: refundSchema,
    batchLimit: 1,
    validBefore: ({ act }) => act.validBefore,
    encode: ([item]) => ({
      to: desk.address,
      data: encodeFunctionData({ abi: desk.abi, functionName: "refund", args: [only(item).act, only(item).terminal, []] }),
    }),
  };
}

function only<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new RangeError("a batch of no item");
  return item;
}
