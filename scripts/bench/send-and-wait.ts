import { createPublicClient, createWalletClient, defineChain, encodeFunctionData, http, keccak256, stringToBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { RedemptionItem } from "../../ledger-service/src/modules/redemptions/redeem-charge.ts";
import { redemptionDeskAbi } from "../../ledger-service/src/platform/chain/generated/abis/redemption-desk-abi.ts";
import type { RateWorld } from "./rate-world.ts";

const GAS = 1_000_000n;
const POLLING_MS = 20;

/** The plain way: sign, send, wait for the receipt, then the next. @throws Error when one did not settle */
export async function sendAndWait({ rpcUrl, chainId, desk }: RateWorld, items: readonly RedemptionItem[]): Promise<void> {
  const chain = defineChain({ id: chainId, name: "bench", nativeCurrency: { name: "none", symbol: "NONE", decimals: 18 }, rpcUrls: { default: { http: [rpcUrl] } } });
  const account = privateKeyToAccount(keccak256(stringToBytes("sender of the bench")));
  const wallet = createWalletClient({ chain, transport: http(rpcUrl), account });
  const reader = createPublicClient({ chain, transport: http(rpcUrl), pollingInterval: POLLING_MS, cacheTime: 0 });
  for (const item of items) {
    const data = encodeFunctionData({ abi: redemptionDeskAbi, functionName: "redeem", args: [[item]] });
    const hash = await wallet.sendTransaction({ to: desk, data, gas: GAS, gasPrice: 0n, type: "legacy" });
    const receipt = await reader.waitForTransactionReceipt({ hash, pollingInterval: POLLING_MS });
    const { status } = await reader.readContract({ address: desk, abi: redemptionDeskAbi, functionName: "charge", args: [item.consent.chargeId] });
    if (receipt.status !== "success" || status !== 1) throw new Error("a measured charge did not settle");
  }
}
