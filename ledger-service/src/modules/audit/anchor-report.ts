import { encodeFunctionData } from "viem";
import { z } from "zod";
import { addressSchema, bytes32Schema, signatureSchema, signerSchema } from "../../kernel/hex.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

const reportAnchorItem = z.object({
  act: z.object({
    cityId: z.number().int(),
    kind: z.number().int(),
    period: z.number().int(),
    reportHash: bytes32Schema,
    validBefore: z.bigint(),
  }),
  approval: z.object({ officer: addressSchema, signer: signerSchema, signature: signatureSchema }),
});
export type ReportAnchorItem = z.output<typeof reportAnchorItem>;

/** Anchors a published report's hash: once per city, kind and period. The signature is made before and kept. */
export function anchorReportAct(chain: Chain): RelayAct<ReportAnchorItem> {
  return {
    name: "anchor-report",
    item: reportAnchorItem,
    batchLimit: 1,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("Nothing to anchor");
      const { address, abi } = chain.contract("reportAnchors");
      return { to: address, data: encodeFunctionData({ abi, functionName: "anchor", args: [item.act, item.approval] }) };
    },
  };
}
