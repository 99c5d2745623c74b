import { encodeFunctionData } from "viem";
import { z } from "zod";
import { addressSchema, bytes32Schema } from "../../kernel/hex.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

/** Lines of one transaction, which is what the contract takes. */
export const LINES_PER_POST = 128;

const itemSchema = z.object({
  sheetId: bytes32Schema,
  lines: z
    .array(
      z.object({
        index: z.number(),
        account: addressSchema,
        quantity: z.bigint(),
        salt: bytes32Schema,
        proof: z.array(bytes32Schema),
      }),
    )
    .min(1)
    .max(LINES_PER_POST),
});
export type PostingItem = z.output<typeof itemSchema>;

/** Posts lines after their window, each with its proof. A refused line never sinks the others (D11). */
export function postLinesAct(chain: Pick<Chain, "contract">): RelayAct<PostingItem> {
  const { address: to, abi } = chain.contract("earningSheets");
  return {
    name: "post-lines",
    item: itemSchema,
    batchLimit: 1,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "post", args: [item.sheetId, item.lines] }) };
    },
  };
}

const endItem = z.object({ sheetId: bytes32Schema });
export type ExpiryItem = z.output<typeof endItem>;

/** Ends a sheet 180 days after its window; its reserve returns to the point [A6]. */
export function expireSheetAct(chain: Pick<Chain, "contract">): RelayAct<ExpiryItem> {
  const { address: to, abi } = chain.contract("earningSheets");
  return {
    name: "expire-sheet",
    item: endItem,
    batchLimit: 1,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "expire", args: [item.sheetId] }) };
    },
  };
}

const lapseItem = z.object({ sheetId: bytes32Schema, index: z.number() });
export type LapseItem = z.output<typeof lapseItem>;

/** Strikes a line whose dispute stayed undecided for 60 days [A6]. */
export function lapseLineAct(chain: Pick<Chain, "contract">): RelayAct<LapseItem> {
  const { address: to, abi } = chain.contract("earningSheets");
  return {
    name: "lapse-line",
    item: lapseItem,
    batchLimit: 1,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("An empty batch");
      return { to, data: encodeFunctionData({ abi, functionName: "lapse", args: [item.sheetId, item.index] }) };
    },
  };
}
