import { serializeTypedData } from "viem/utils";
import type { TypedDataToSign } from "./signer.ts";

const DOMAIN_FIELDS = [
  { name: "name", type: "string" },
  { name: "version", type: "string" },
  { name: "chainId", type: "uint256" },
  { name: "verifyingContract", type: "address" },
  { name: "salt", type: "bytes32" },
] as const;

/** The JSON `eth_signTypedData_v4` takes: with the `EIP712Domain` type that wallets need, integers as text. */
export function walletTypedData(typedData: TypedDataToSign): string {
  const domain: Record<string, unknown> = { ...typedData.domain };
  const types: Record<string, unknown> = { EIP712Domain: DOMAIN_FIELDS.filter((field) => domain[field.name] !== undefined), ...typedData.types };
  const whole: TypedDataToSign = { ...typedData, types };
  return serializeTypedData(whole);
}
