import type { Address, Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { validatorOf } from "../description/public-keys.ts";

/** A node's key: the private half only where a rehearsal made it. */
export interface NodeKey {
  /** 64 bytes, without the 04 of an uncompressed point. */
  readonly publicKey: Hex;
  readonly validator: Address;
  readonly privateKey: Hex | undefined;
}

export function makeNodeKey(): NodeKey {
  const privateKey = generatePrivateKey();
  const publicKey: Hex = `0x${privateKeyToAccount(privateKey).publicKey.slice(4)}`;
  return { publicKey, validator: validatorOf(publicKey), privateKey };
}

export const broughtNodeKey = (publicKey: Hex): NodeKey => ({ publicKey, validator: validatorOf(publicKey), privateKey: undefined });

/** How other nodes call this one. */
export function enodeOf(publicKey: Hex, host: string, p2pPort: number): string {
  return `enode://${publicKey.slice(2)}@${host.includes(":") ? `[${host}]` : host}:${p2pPort}`;
}
