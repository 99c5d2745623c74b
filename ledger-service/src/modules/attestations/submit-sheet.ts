import { encodeFunctionData } from "viem";
import { z } from "zod";
import type { Chain } from "../../platform/chain/chain.ts";
import { address, bytes32, signed } from "../../platform/http/wire-schemas.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

const itemSchema = z.object({
  sheet: z.object({
    institution: address,
    programmeId: bytes32,
    activityId: bytes32,
    weekIndex: z.number(),
    part: z.number(),
    lineCount: z.number(),
    totalQuantity: z.bigint(),
    linesRoot: bytes32,
    validBefore: z.bigint(),
  }),
  coordinator: signed,
});
export type SheetItem = z.output<typeof itemSchema>;

/** Files one signed sheet: EAS attests it, the budget is reserved. */
export function submitSheetAct(chain: Pick<Chain, "contract">): RelayAct<SheetItem> {
  const { address: to, abi } = chain.contract("earningSheets");
  return {
    name: "submit-sheet",
    item: itemSchema,
    batchLimit: 1,
    validBefore: ({ sheet }) => sheet.validBefore,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "submit", args: [item.sheet, item.coordinator] }) };
    },
  };
}
