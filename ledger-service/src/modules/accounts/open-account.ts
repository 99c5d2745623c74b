import { encodeFunctionData } from "viem";
import { z } from "zod";
import { addressSchema, signerSchema } from "../../kernel/hex.ts";
import type { ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { openAccountsTypedData } from "../../platform/chain/generated/typed-data.ts";
import type { RelayAct } from "../../relay/relay-act.ts";
import { validBeforeSeconds } from "./valid-before.ts";

/** 200 is the contract's limit; a smaller batch leaves room for other acts in the block. */
const OPENINGS_A_BATCH = 50;

const openingSchema = z.object({
  account: addressSchema,
  kind: z.number().int(),
  signerKind: z.number().int(),
  signer: signerSchema,
});
export type Opening = z.output<typeof openingSchema>;

/** Opens accounts with their first signer, on the service's ENROL approval, several a transaction. */
export function openAccountAct(parts: { chain: Chain; serviceApprovals: ServiceApprovals; cityId: number }): RelayAct<Opening> {
  return {
    name: "open-account",
    item: openingSchema,
    batchLimit: OPENINGS_A_BATCH,
    encode: async (openings) => {
      const act = { cityId: parts.cityId, openings, validBefore: validBeforeSeconds() };
      const approval = await parts.serviceApprovals.approve(openAccountsTypedData, act);
      const { address, abi } = parts.chain.contract("accounts");
      return { to: address, data: encodeFunctionData({ abi, functionName: "open", args: [act, approval] }) };
    },
  };
}
