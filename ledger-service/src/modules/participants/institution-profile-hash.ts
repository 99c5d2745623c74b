import { concatHex, keccak256, stringToBytes, type Hex } from "viem";
import { canonicalJson } from "../../kernel/canonical-json.ts";

/** What a city tells everybody of an institution, in its directory. */
export interface PublicProfile {
  readonly kind: string;
  readonly name: string;
  readonly category: string;
  readonly address: string | null;
  readonly salt: Hex;
}

/** What stays with the city. */
export interface PrivateProfile {
  readonly phone: string | null;
  readonly salt: Hex;
}

/** Hash of the private half, given beside the public half so that the whole can be checked without it. */
export function privateProfileHash(profile: PrivateProfile): Hex {
  return keccak256(stringToBytes(canonicalJson({ phone: profile.phone, salt: profile.salt })));
}

/** `profileHash` of the ledger: both halves, each with its own salt [X2]. */
export function profileHash(shared: PublicProfile, privateHash: Hex): Hex {
  const { kind, name, category, address, salt } = shared;
  return keccak256(concatHex([keccak256(stringToBytes(canonicalJson({ kind, name, category, address, salt }))), privateHash]));
}
