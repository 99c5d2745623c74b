import { concatHex, sha256, stringToBytes } from "viem/utils";
import type { Hex } from "viem";
import type { P256PublicKey } from "./p256.ts";

/** ERC-7913 bytes of a device key: `verifier ‖ qx ‖ qy`. */
export function deviceSignerBytes(verifier: Hex, { qx, qy }: P256PublicKey): Hex {
  return concatHex([verifier, qx, qy]);
}

/** ERC-7913 bytes of a passkey: `verifier ‖ qx ‖ qy ‖ sha256(rpId)` [W3]. */
export function passkeySignerBytes(verifier: Hex, { qx, qy }: P256PublicKey, rpId: string): Hex {
  return concatHex([verifier, qx, qy, sha256(stringToBytes(rpId))]);
}
