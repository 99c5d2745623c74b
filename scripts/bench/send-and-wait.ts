import { createPublicClient, createWalletClient, defineChain, encodeFunctionData, http, type Hex, keccak256, stringToBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { RedemptionItem } from "../../ledger-service/src/modules/redemptions/redeem-charge.ts";
import { redemptionDeskAbi } from "../../ledger-service/src/platform/chain/generated/abis/redemption-desk-abi.ts";
import type { RateWorld } from "./rate-world.ts";

const GAS = 1_000_000n;
const POLLING_MS = 20;

/** The plain way: sign, send, wait for the receipt, then the next. @throws Error when one did not settle */
export async function sendAndWait(world: RateWorld, items: readonly RedemptionItem[]): Promise<void> {
  const { wallet, reader, send } = senderTo(world, "sender of the bench");
  for (const item of items) {
    const hash = await send(item, await reader.getTransactionCount({ address: wallet.account.address, blockTag: "pending" }));
    await checkSettled(world, reader, hash, item);
  }
}

/** One transaction each, all in flight at once from one key. @throws Error when one did not settle */
export async function sendAllSingly(world: RateWorld, items: readonly RedemptionItem[]): Promise<void> {
  const { wallet, reader, send } = senderTo(world, "hasty sender of the bench");
  const first = await reader.getTransactionCount({ address: wallet.account.address, blockTag: "pending" });
  const hashes: Hex[] = [];
  for (const [index, item] of items.entries()) hashes.push(await send(item, first + index));
  for (const [index, item] of items.entries()) await checkSettled(world, reader, hashes[index] ?? "0x", item);
}

function senderTo({ rpcUrl, chainId, desk }: RateWorld, name: string) {
  const chain = defineChain({ id: chainId, name: "bench", nativeCurrency: { name: "none", symbol: "NONE", decimals: 18 }, rpcUrls: { default: { http: [rpcUrl] } } });
  const account = privateKeyToAccount(keccak256(stringToBytes(name)));
  const wallet = createWalletClient({ chain, transport: http(rpcUrl), account });
  const reader = createPublicClient({ chain, transport: http(rpcUrl), pollingInterval: POLLING_MS, cacheTime: 0 });
  const send = (item: RedemptionItem, nonce: number): Promise<Hex> => {
    const data = encodeFunctionData({ abi: redemptionDeskAbi, functionName: "redeem", args: [[item]] });
    return wallet.sendTransaction({ to: desk, data, nonce, gas: GAS, gasPrice: 0n, type: "legacy" });
  };
  return { wallet, reader, send };
}

async function checkSettled({ desk }: RateWorld, reader: ReturnType<typeof senderTo>["reader"], hash: Hex, item: RedemptionItem): Promise<void> {
  const receipt = await reader.waitForTransactionReceipt({ hash, pollingInterval: POLLING_MS });
  const { status } = await reader.readContract({ address: desk, abi: redemptionDeskAbi, functionName: "charge", args: [item.consent.chargeId] });
  if (receipt.status !== "success" || status !== 1) throw new Error("a measured charge did not settle");
}
