import { hashStruct } from "viem/utils";
import type { Hex } from "viem";
import { typedDataByPrimaryType, typedDataDomain } from "./generated/typed-data.ts";
import type { SignedPrimaryType } from "./generated/typed-data.ts";
import type { Signer, TypedDataToSign } from "./signer.ts";

/** What a service asks a person to sign, as its answers write it: integers are decimal text. */
export type ToSign = { contract: string; primaryType: string; message: Record<string, unknown> };

/** A signature and the key that made it, as services take it. */
export type Signed = { signer: Hex; signature: Hex };

/** Where signatures are checked: the network's chain and the address of each contract by name. */
export type ContractPlaces = { chainId: number; contracts: Readonly<Record<string, Hex>> };

/** A struct this build does not know, or under another contract than its own: nothing is signed. */
export class UnknownStruct extends Error {
  readonly primaryType: string;
  readonly contract: string;
  constructor({ primaryType, contract }: ToSign) {
    super(`${primaryType} of ${contract} is not a struct this portal signs`);
    this.name = "UnknownStruct";
    this.primaryType = primaryType;
    this.contract = contract;
  }
}

function isPrimaryType(name: string): name is SignedPrimaryType {
  return Object.hasOwn(typedDataByPrimaryType, name);
}

function structOf(asked: ToSign) {
  if (!isPrimaryType(asked.primaryType)) throw new UnknownStruct(asked);
  const struct = typedDataByPrimaryType[asked.primaryType];
  if (struct.verifyingContract !== asked.contract) throw new UnknownStruct(asked);
  return struct;
}

/**
 * The whole typed data of a struct, from this build's own definition: a service gives the values, never the
 * types, the domain or a digest.
 */
export function completeTypedData(asked: ToSign, places: ContractPlaces): TypedDataToSign {
  const struct = structOf(asked);
  const verifyingContract = places.contracts[struct.verifyingContract];
  if (verifyingContract === undefined) throw new UnknownStruct(asked);
  return {
    domain: { ...typedDataDomain, chainId: places.chainId, verifyingContract },
    primaryType: struct.primaryType,
    types: struct.types,
    message: asked.message,
  };
}

/** hashStruct: the id of a fact whose contract defines it so. Of a charge, it gives the two match words. */
export function structHashOf(asked: ToSign): Hex {
  const struct = structOf(asked);
  const declared: Record<string, readonly { name: string; type: string }[]> = struct.types;
  const types = Object.fromEntries(Object.entries(declared).map(([name, fields]) => [name, [...fields]]));
  return hashStruct({ primaryType: struct.primaryType, types, data: asked.message });
}

/** Signs what was asked, once the screen has shown it. Throws `CeremonyCancelled` if the person declines. */
export async function signAsked(signer: Signer, asked: ToSign, places: ContractPlaces): Promise<Signed> {
  return { signer: signer.signerBytes, signature: await signer.signTypedData(completeTypedData(asked, places)) };
}
