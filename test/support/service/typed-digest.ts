import { hashTypedData, type Hex } from "viem";
import { typedDataByPrimaryType, typedDataDomain, type SignedPrimaryType } from "../../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { DeployedContracts } from "../../../scripts/deploy/deployed-contracts.ts";
import type { ToSignJson } from "./earning-world.ts";

/** EIP-712 digest of what a page is asked to sign. */
export function digestOf({ addresses, chainId }: DeployedContracts, { primaryType, message }: ToSignJson): Hex {
  const struct = typedDataByPrimaryType[signedType(primaryType)];
  const types: Record<string, readonly { name: string; type: string }[]> = struct.types;
  return hashTypedData({
    domain: { ...typedDataDomain, chainId, verifyingContract: addresses[struct.verifyingContract] },
    types: Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, fields.map((field) => ({ ...field }))])),
    primaryType: struct.primaryType,
    message,
  });
}

function signedType(text: string): SignedPrimaryType {
  const known = Object.keys(typedDataByPrimaryType).find((name) => name === text);
  if (known === undefined) throw new Error(`nothing is signed as ${text}`);
  return known as SignedPrimaryType;
}
