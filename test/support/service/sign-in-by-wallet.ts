import { createSiweMessage } from "viem/siwe";
import type { TestAnswer, TestBrowser } from "./test-browser.ts";
import type { WalletActor } from "./service-actors.ts";

export interface WalletStatement {
  readonly domain: string;
  readonly uri: string;
  readonly chainId: number;
  readonly nonce: string;
  readonly issuedAt: string;
  readonly expirationTime: string;
}

export async function askStatement(browser: TestBrowser): Promise<WalletStatement> {
  await browser.openPage();
  return (await browser.post("/api/sign-in/ethereum/nonce")).json;
}

export function messageOf(actor: WalletActor, statement: WalletStatement): string {
  return createSiweMessage({
    address: actor.wallet.address,
    version: "1",
    domain: statement.domain,
    uri: statement.uri,
    chainId: statement.chainId,
    nonce: statement.nonce,
    issuedAt: new Date(statement.issuedAt),
    expirationTime: new Date(statement.expirationTime),
  });
}

/** Signs in with a wallet, as the portal does. */
export async function signInByWallet(browser: TestBrowser, actor: WalletActor): Promise<TestAnswer> {
  const statement = await askStatement(browser);
  const message = messageOf(actor, statement);
  const answer = await browser.post("/api/sign-in/ethereum", { message, signature: await actor.wallet.signMessage({ message }) });
  if (answer.status === 200) browser.csrfToken = answer.json.csrfToken;
  return answer;
}
