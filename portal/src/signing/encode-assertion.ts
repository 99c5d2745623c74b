import { bytesToHex, encodeAbiParameters, numberToHex } from "viem/utils";
import type { Hex } from "viem";
import { normalizeS } from "./p256.ts";
import type { P256Signature } from "./p256.ts";

export type Assertion = { signature: P256Signature; authenticatorData: Uint8Array; clientDataJson: string };

/** A client data without the member the verifier will look for. */
export class AssertionWithoutMember extends Error {
  readonly member: string;
  constructor(member: string) {
    super(`clientDataJSON has no ${member} member`);
    this.name = "AssertionWithoutMember";
    this.member = member;
  }
}

const encoder = new TextEncoder();

/** Byte offset of `"name":"…` in the client data: browsers add members, so it is looked for each time. */
function memberIndex(clientDataJson: string, name: string): bigint {
  const at = clientDataJson.indexOf(`"${name}":"`);
  if (at < 0) throw new AssertionWithoutMember(name);
  return BigInt(encoder.encode(clientDataJson.slice(0, at)).length);
}

const FIELDS = [{ type: "bytes32" }, { type: "bytes32" }, { type: "uint256" }, { type: "uint256" }, { type: "bytes" }, { type: "string" }] as const;

/**
 * The on-chain form of a WebAuthn assertion, as OpenZeppelin's `WebAuthn.tryDecodeAuth` reads it:
 * `abi.encode(r, s, challengeIndex, typeIndex, authenticatorData, clientDataJSON)`, `s` in the low half.
 */
export function encodeAssertion({ signature, authenticatorData, clientDataJson }: Assertion): Hex {
  const { r, s } = normalizeS(signature);
  return encodeAbiParameters(FIELDS, [
    numberToHex(r, { size: 32 }),
    numberToHex(s, { size: 32 }),
    memberIndex(clientDataJson, "challenge"),
    memberIndex(clientDataJson, "type"),
    bytesToHex(authenticatorData),
    clientDataJson,
  ]);
}
