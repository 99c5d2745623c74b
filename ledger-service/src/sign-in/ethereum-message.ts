import { SiweMessage } from "siwe";
import { getAddress, type Address } from "viem";
import { signInProblems } from "./sign-in.problems.ts";

/** At most this long between issue and expiry [S1]. */
export const ethereumLifeSeconds = 300;
const clockSkewSeconds = 60;

/** What this city expects, from its configuration and never from the request [S2]. */
export interface EthereumExpectation {
  readonly domain: string;
  readonly uri: string;
  readonly chainId: number;
  /** The server's own, just taken back. */
  readonly nonce: string;
}

export interface EthereumStatement {
  readonly address: Address;
}

/**
 * Reads a Sign-In with Ethereum message (ERC-4361) and refuses it unless domain, uri, chain id, nonce, issued-at and
 * expiry are all there and are what is expected: libraries skip the checks whose value is missing [S1].
 * @throws Problem `sign-in-refused`, `sign-in-expired`
 */
export function readEthereumMessage(text: string, expected: EthereumExpectation, now: Date): EthereumStatement {
  const message = parse(text);
  const { issuedAt, expirationTime, notBefore } = message;
  const isExpected =
    isPresent(message.domain) &&
    message.domain === expected.domain &&
    (message.scheme === undefined || `${message.scheme}://${message.domain}` === expected.uri) &&
    isPresent(message.uri) &&
    message.uri === expected.uri &&
    message.chainId === expected.chainId &&
    message.version === "1" &&
    isPresent(message.nonce) &&
    message.nonce === expected.nonce &&
    notBefore === undefined;
  if (!isExpected) throw signInProblems.of("sign-in-refused");
  checkTimes(issuedAt, expirationTime, now);
  // The parser forgives details; what is signed must be exactly what we would write.
  if (message.toMessage() !== text) throw signInProblems.of("sign-in-refused");
  return { address: getAddress(message.address) };
}

function checkTimes(issuedAt: string | undefined, expirationTime: string | undefined, now: Date): void {
  if (!isPresent(issuedAt) || !isPresent(expirationTime)) throw signInProblems.of("sign-in-refused");
  const issued = Date.parse(issuedAt) / 1000;
  const expires = Date.parse(expirationTime) / 1000;
  const current = now.getTime() / 1000;
  if (!Number.isFinite(issued) || !Number.isFinite(expires)) throw signInProblems.of("sign-in-refused");
  if (expires - issued > ethereumLifeSeconds || expires <= issued) throw signInProblems.of("sign-in-refused");
  if (issued > current + clockSkewSeconds) throw signInProblems.of("sign-in-refused");
  if (expires <= current) throw signInProblems.of("sign-in-expired");
}

function parse(text: string): SiweMessage {
  try {
    return new SiweMessage(text);
  } catch {
    throw signInProblems.of("sign-in-refused");
  }
}

function isPresent(value: string | undefined): value is string {
  return typeof value === "string" && value.length > 0;
}
