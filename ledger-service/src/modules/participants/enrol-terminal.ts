import { encodeFunctionData } from "viem";
import { z } from "zod";
import { addressSchema, bytes32Schema, signerSchema } from "../../kernel/hex.ts";
import type { ServiceApprovals } from "../../platform/chain/approval.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { terminalEnrolmentTypedData, terminalRemovalTypedData } from "../../platform/chain/generated/typed-data.ts";
import type { RelayAct } from "../../relay/relay-act.ts";

const SERVICE_ACT_SECONDS = 3_600;

const enrolmentSchema = z.object({ merchant: addressSchema, signer: signerSchema });
export type TerminalEnrolmentItem = z.output<typeof enrolmentSchema>;
const removalSchema = z.object({ merchant: addressSchema, terminal: bytes32Schema });
export type TerminalRemovalItem = z.output<typeof removalSchema>;

interface Parts {
  readonly chain: Chain;
  readonly serviceApprovals: ServiceApprovals;
}

/** Enrols one terminal of a merchant on the service's ENROL approval [Q14]. */
export function enrolTerminalAct({ chain, serviceApprovals }: Parts): RelayAct<TerminalEnrolmentItem> {
  return {
    name: "enrol-terminal",
    item: enrolmentSchema,
    batchLimit: 1,
    encode: async ([item]) => {
      if (item === undefined) throw new RangeError("A terminal is needed");
      const act = { merchant: item.merchant, signer: item.signer, validBefore: validBeforeSeconds() };
      const approval = await serviceApprovals.approve(terminalEnrolmentTypedData, act);
      const { address, abi } = chain.contract("participants");
      return { to: address, data: encodeFunctionData({ abi, functionName: "enrolTerminal", args: [act, approval] }) };
    },
  };
}

/** Removes one terminal: what it signs from the next block on settles nothing. */
export function removeTerminalAct({ chain, serviceApprovals }: Parts): RelayAct<TerminalRemovalItem> {
  return {
    name: "remove-terminal",
    item: removalSchema,
    batchLimit: 1,
    encode: async ([item]) => {
      if (item === undefined) throw new RangeError("A terminal is needed");
      const act = { merchant: item.merchant, terminal: item.terminal, validBefore: validBeforeSeconds() };
      const approval = await serviceApprovals.approve(terminalRemovalTypedData, act);
      const { address, abi } = chain.contract("participants");
      return { to: address, data: encodeFunctionData({ abi, functionName: "removeTerminal", args: [act, approval] }) };
    },
  };
}

function validBeforeSeconds(): bigint {
  return BigInt(Math.floor(Date.now() / 1000) + SERVICE_ACT_SECONDS);
}
