import { hexToBytes } from "viem/utils";
import type { Hex } from "viem";

/** Bytes of `hex` over a plain ArrayBuffer, the only kind WebCrypto and WebAuthn take. */
export function hexToBuffer(hex: Hex): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hexToBytes(hex));
}
