import { encodeFunctionData, type Abi } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import { approvedCall } from "../participants/accredit-institution.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";

/** How the desk's acts reach the ledger. A city's dispute carries approvals, no coordinator. */
export function registerDisputeActs(municipalActs: Pick<MunicipalActs, "registerActRelay">, chain: Chain): void {
  const { address: to, abi } = chain.contract("earningSheets");
  const anyAbi: Abi = abi;
  municipalActs.registerActRelay("LineDispute", (message, approvals) => ({
    to,
    data: encodeFunctionData({ abi: anyAbi, functionName: "dispute", args: [message, { signer: "0x", signature: "0x" }, approvals] }),
  }));
  municipalActs.registerActRelay("DisputeDecision", approvedCall(chain, "earningSheets", "decide"));
  municipalActs.registerActRelay("SheetStrike", approvedCall(chain, "earningSheets", "strikeSheet"));
}
