import { isAddress, stringToHex } from "viem/utils";
import type { Hex } from "viem";
import { CeremonyCancelled } from "./ceremony-cancelled.ts";
import type { Signer } from "./signer.ts";
import { walletTypedData } from "./wallet-typed-data.ts";

/** EIP-1193, as a browser's wallet puts it at `window.ethereum`. */
export type WalletProvider = { request: (call: { method: string; params?: readonly unknown[] }) => Promise<unknown> };

const USER_REJECTED = 4001;
const UNKNOWN_CHAIN = 4902;

/** A wallet's answer that is not what EIP-1193 promises. */
export class WalletAnswerUnexpected extends Error {
  readonly method: string;
  constructor(method: string) {
    super(`The wallet answered ${method} unexpectedly`);
    this.name = "WalletAnswerUnexpected";
    this.method = method;
  }
}

function isProvider(value: unknown): value is WalletProvider {
  return typeof value === "object" && value !== null && "request" in value && typeof value.request === "function";
}

function findProvider(): WalletProvider | undefined {
  const found: unknown = Reflect.get(globalThis, "ethereum");
  return isProvider(found) ? found : undefined;
}

export function hasBrowserWallet(): boolean {
  return findProvider() !== undefined;
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

async function ask(provider: WalletProvider, method: string, params?: readonly unknown[]): Promise<unknown> {
  try {
    return await provider.request(params ? { method, params } : { method });
  } catch (error) {
    if (codeOf(error) === USER_REJECTED) throw new CeremonyCancelled({ cause: error });
    throw error;
  }
}

function readHex(answer: unknown, method: string): Hex {
  if (typeof answer !== "string" || !/^0x[0-9a-fA-F]*$/.test(answer)) throw new WalletAnswerUnexpected(method);
  return answer as Hex;
}

export type ConnectedWallet = { address: Hex; signer: Signer; signMessage: (message: string) => Promise<Hex> };

/**
 * Asks the browser's wallet for its account. Throws `WalletAnswerUnexpected` without one and
 * `CeremonyCancelled` when the person declines. Signing asks the wallet to be on the struct's chain first,
 * since wallets refuse another; one that does not know the chain signs where it stands or says so itself.
 */
export async function connectBrowserWallet(provider: WalletProvider | undefined = findProvider()): Promise<ConnectedWallet> {
  if (!provider) throw new WalletAnswerUnexpected("eth_requestAccounts");
  const accounts = await ask(provider, "eth_requestAccounts");
  const address: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
  if (typeof address !== "string" || !isAddress(address)) throw new WalletAnswerUnexpected("eth_requestAccounts");
  const switchTo = async (chainId: number) => {
    try {
      await ask(provider, "wallet_switchEthereumChain", [{ chainId: `0x${chainId.toString(16)}` }]);
    } catch (error) {
      if (codeOf(error) !== UNKNOWN_CHAIN) throw error;
    }
  };
  const signer: Signer = {
    kind: "WALLET",
    signerBytes: address,
    demo: false,
    signTypedData: async (typedData) => {
      const chainId = typedData.domain?.chainId;
      if (chainId !== undefined) await switchTo(Number(chainId));
      return readHex(await ask(provider, "eth_signTypedData_v4", [address, walletTypedData(typedData)]), "eth_signTypedData_v4");
    },
  };
  const signMessage = async (message: string) => readHex(await ask(provider, "personal_sign", [stringToHex(message), address]), "personal_sign");
  return { address, signer, signMessage };
}
