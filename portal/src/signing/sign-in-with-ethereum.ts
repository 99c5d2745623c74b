import { createSiweMessage } from "viem/siwe";
import { readRecord, readString } from "../api/read-json.ts";
import { requestJson } from "../api/request-json.ts";
import { connectBrowserWallet } from "./browser-wallet.ts";

const LIFE_MS = 5 * 60_000;

/**
 * Opens a session by EIP-4361: domain, uri, chain, nonce, issued-at and expiry all present, since the service
 * refuses a message that lacks one [S1]. Throws `CeremonyCancelled` or a `Problem`.
 */
export async function signInWithEthereum({ chainId, statement }: { chainId: number; statement: string }): Promise<void> {
  const wallet = await connectBrowserWallet();
  const { body } = await requestJson("/api/sign-in/ethereum/nonce", { method: "POST" });
  const issuedAt = new Date();
  const message = createSiweMessage({
    address: wallet.address,
    chainId,
    domain: window.location.host,
    uri: window.location.origin,
    nonce: readString(readRecord(body, "nonce answer").nonce, "nonce"),
    version: "1",
    statement: asciiOf(statement),
    issuedAt,
    expirationTime: new Date(issuedAt.getTime() + LIFE_MS),
  });
  await requestJson("/api/sign-in/ethereum", { method: "POST", body: { message, signature: await wallet.signMessage(message) } });
}

/** EIP-4361 statements are ASCII. */
export function asciiOf(text: string): string {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u00a0\u202f]/g, " ").replaceAll("’", "'").replace(/[^\x20-\x7e]/g, "");
}
