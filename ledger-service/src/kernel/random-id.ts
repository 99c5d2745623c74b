import { randomBytes } from "node:crypto";
import { getAddress, type Address, type Hex } from "viem";
import { hexOfBytes } from "./hex.ts";

export { randomUUID } from "node:crypto";

/** 32 random bytes: ids and salts of facts [X2]. */
export function randomBytes32(): Hex {
  return hexOfBytes(randomBytes(32));
}

/** A new account's id: random, linked to nobody [X4]. */
export function randomAccount(): Address {
  return getAddress(hexOfBytes(randomBytes(20)));
}

/** A secret of `byteCount` random bytes, written in base64url. */
export function randomToken(byteCount = 32): string {
  return randomBytes(byteCount).toString("base64url");
}
