import { createSiweMessage } from "viem/siwe";
import { readNumber, readRecord, readString } from "../api/read-json.ts";
import { requestJson } from "../api/request-json.ts";
import { connectBrowserWallet } from "./browser-wallet.ts";

/** The service asked for a message about another host than the one the person reads: nothing is signed. */
export class NotThisHost extends Error {
  readonly domain: string;
  constructor(domain: string) {
    super(`The service asked for a sign-in at ${domain}`);
    this.name = "NotThisHost";
    this.domain = domain;
  }
}

/**
 * Opens a session by EIP-4361: domain, uri, chain, nonce, issued-at and expiry all present, since the service
 * refuses a message that lacks one [S1]. Throws `CeremonyCancelled`, `NotThisHost` or a `Problem`.
 */
export async function signInWithEthereum({ statement }: { statement: string }): Promise<void> {
  const wallet = await connectBrowserWallet();
  const { body } = await requestJson("/api/sign-in/ethereum/nonce", { method: "POST" });
  const asked = readRecord(body, "nonce answer");
  const domain = readString(asked.domain, "domain");
  if (domain !== window.location.host) throw new NotThisHost(domain);
  const message = createSiweMessage({
    address: wallet.address,
    chainId: readNumber(asked.chainId, "chainId"),
    domain,
    uri: window.location.origin,
    nonce: readString(asked.nonce, "nonce"),
    version: "1",
    statement: asciiOf(statement),
    issuedAt: new Date(readString(asked.issuedAt, "issuedAt")),
    expirationTime: new Date(readString(asked.expirationTime, "expirationTime")),
  });
  await requestJson("/api/sign-in/ethereum", { method: "POST", body: { message, signature: await wallet.signMessage(message) } });
}

/** EIP-4361 statements are ASCII. */
export function asciiOf(text: string): string {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[\u00a0\u202f]/g, " ").replaceAll("’", "'").replace(/[^\x20-\x7e]/g, "");
}
