import { encodeFunctionData } from "viem";
import { z } from "zod";
import { addressSchema, signatureSchema, signerSchema } from "../../kernel/hex.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

const capsChangeSchema = z.object({
  account: addressSchema,
  kind: z.number().int(),
  perChargePoints: z.bigint(),
  perDayPoints: z.bigint(),
  revision: z.number().int(),
  validBefore: z.bigint(),
  holder: z.object({ signer: signerSchema, signature: signatureSchema }),
});
export type CapsChangeItem = z.output<typeof capsChangeSchema>;

/** Lowers an account's caps at once, raises them after 24 h, on a FULL key's signature [W11]. */
export function changeCapsAct(chain: Chain): RelayAct<CapsChangeItem> {
  return {
    name: "change-caps",
    item: capsChangeSchema,
    batchLimit: 1,
    validBefore: ({ validBefore }) => validBefore,
    encode: ([item]) => {
      if (item === undefined) throw new RangeError("A change of caps is needed");
      const { holder, ...act } = item;
      const { address, abi } = chain.contract("accounts");
      return { to: address, data: encodeFunctionData({ abi, functionName: "changeCaps", args: [act, holder] }) };
    },
  };
}
