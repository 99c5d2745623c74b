import { type Hex, keccak, padLeft, toBytes, toHex, toWord, utf8 } from "./bytes.ts";
import { type ReportKind, reportKindNames } from "./generated/proved-events.ts";
import { recoverAddress } from "./recover-address.ts";

/** The struct that a city signs to publish a report's hash. */
export type ReportAnchor = {
  readonly cityId: number;
  readonly kind: ReportKind;
  readonly period: number;
  readonly reportHash: Hex;
  /** Seconds. */
  readonly validBefore: number;
};

const domainType = keccak(utf8("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"));
const anchorType = keccak(utf8("ReportAnchor(uint8 cityId,uint8 kind,uint32 period,bytes32 reportHash,uint64 validBefore)"));

/** EIP-712 digest in the domain Maille/1 of the contract `reportAnchors`. */
export function reportAnchorDigest(anchor: ReportAnchor, { chainId, reportAnchors }: { chainId: number; reportAnchors: Hex }): Hex {
  const domain = keccak(domainType, keccak(utf8("Maille")), keccak(utf8("1")), toWord(chainId), padLeft(toBytes(reportAnchors)));
  const struct = keccak(
    anchorType, toWord(anchor.cityId), toWord(reportKindNames.indexOf(anchor.kind)), toWord(anchor.period), toBytes(anchor.reportHash), toWord(anchor.validBefore),
  );
  return toHex(keccak(Uint8Array.of(0x19, 0x01), domain, struct));
}

/** Address of the key that signed; undefined when the 65 bytes are no signature. */
export function recoverAnchorSigner(anchor: ReportAnchor, domain: { chainId: number; reportAnchors: Hex }, signature: Hex): Hex | undefined {
  return recoverAddress(toBytes(reportAnchorDigest(anchor, domain)), toBytes(signature));
}
