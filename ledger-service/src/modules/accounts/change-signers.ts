import { encodeFunctionData, keccak256, type Address, type Hex } from "viem";
import { z } from "zod";
import { addressSchema, bytes32Schema, signatureSchema, signerSchema } from "../../kernel/hex.ts";
import { noApproval, type ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { signerAdditionTypedData, signerRemovalTypedData } from "../../platform/chain/generated/typed-data.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

const emptyProof = { signer: "0x", signature: "0x" } as const;
const holderSchema = z.object({ signer: signerSchema, signature: signatureSchema }).optional();

const additionSchema = z.object({
  account: addressSchema,
  kind: z.number().int(),
  signer: signerSchema,
  revision: z.number().int(),
  validBefore: z.bigint(),
  holder: holderSchema,
  needsService: z.boolean(),
});
export type SignerAdditionItem = z.output<typeof additionSchema>;

const removalSchema = z.object({
  account: addressSchema,
  signerHash: bytes32Schema,
  revision: z.number().int(),
  validBefore: z.bigint(),
  holder: holderSchema,
  needsService: z.boolean(),
});
export type SignerRemovalItem = z.output<typeof removalSchema>;

interface Parts {
  readonly chain: Chain;
  readonly serviceApprovals: ServiceApprovals;
}

/** Adds one key to one account. The contract decides whether it may act at once or waits a day. */
export function addSignerAct(parts: Parts): RelayAct<SignerAdditionItem> {
  return {
    name: "add-signer",
    item: additionSchema,
    batchLimit: 1,
    validBefore: ({ validBefore }) => validBefore,
    encode: async ([item]) => {
      if (item === undefined) throw new RangeError("An addition is needed");
      const { account, kind, signer, revision, validBefore } = item;
      const act = { account, kind, signer, revision, validBefore };
      const enrol = item.needsService ? await parts.serviceApprovals.approve(signerAdditionTypedData, act) : noApproval;
      const { address, abi } = parts.chain.contract("accounts");
      return { to: address, data: encodeFunctionData({ abi, functionName: "addSigner", args: [act, item.holder ?? emptyProof, enrol] }) };
    },
  };
}

/** Removes one key, or cancels one that waits. A signature by it fails from the next block [W10]. */
export function removeSignerAct(parts: Parts): RelayAct<SignerRemovalItem> {
  return {
    name: "remove-signer",
    item: removalSchema,
    batchLimit: 1,
    validBefore: ({ validBefore }) => validBefore,
    encode: async ([item]) => {
      if (item === undefined) throw new RangeError("A removal is needed");
      const { account, signerHash, revision, validBefore } = item;
      const act = { account, signerHash, revision, validBefore };
      const enrol = item.needsService ? await parts.serviceApprovals.approve(signerRemovalTypedData, act) : noApproval;
      const { address, abi } = parts.chain.contract("accounts");
      return { to: address, data: encodeFunctionData({ abi, functionName: "removeSigner", args: [act, item.holder ?? emptyProof, enrol] }) };
    },
  };
}

/** One signer of one account: the fact that a second submission repeats. */
export function signerFactId(account: Address, signer: Hex, revision: number): string {
  return `signer:${account}:${keccak256(signer)}:${revision}`;
}
