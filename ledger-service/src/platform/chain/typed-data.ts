import { hashStruct, hashTypedData, type Hex } from "viem";
import type { z } from "zod";
import type { signed as signedSchema, toSign as toSignSchema } from "../http/wire-schemas.ts";
import type { ContractAddresses } from "./contract-abis.ts";
import { typedDataDomain, type typedDataByPrimaryType } from "./generated/typed-data.ts";

export type PrimaryType = keyof typeof typedDataByPrimaryType;

/** A generated description of a signed struct. */
export type TypedStruct = (typeof typedDataByPrimaryType)[PrimaryType];

/** The chain and contracts for which signatures are made. */
export interface SigningNetwork {
  readonly chainId: number;
  readonly contracts: ContractAddresses;
}

type Message = Readonly<Record<string, unknown>>;

/** The EIP-712 digest that the struct's contract checks. */
export function typedDataDigest(network: SigningNetwork, struct: TypedStruct, message: Message): Hex {
  return hashTypedData({
    domain: {
      ...typedDataDomain,
      chainId: network.chainId,
      verifyingContract: network.contracts[struct.verifyingContract],
    },
    types: mutableTypes(struct),
    primaryType: struct.primaryType,
    message: { ...message },
  });
}

/** hashStruct(struct): the fact's own id where the contract defines it so (chargeId). */
export function typedDataStructHash(struct: TypedStruct, message: Message): Hex {
  return hashStruct({ types: mutableTypes(struct), primaryType: struct.primaryType, data: { ...message } });
}

/** What a person or terminal is asked to sign; the portal computes the digest itself and shows the fields. */
export type ToSign = z.output<typeof toSignSchema>;

/** A signature that comes back: ERC-7913 signer bytes and the signature. */
export type Signed = z.output<typeof signedSchema>;

export function toSign(struct: TypedStruct, message: Message): ToSign {
  return { contract: struct.verifyingContract, primaryType: struct.primaryType, message: wireMessage(message) };
}

function wireMessage(message: Message): Record<string, unknown> {
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [name, wireValue(value)]));
}

function wireValue(value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(wireValue);
  if (value !== null && typeof value === "object") return wireMessage({ ...value });
  return value;
}

function mutableTypes(struct: TypedStruct): Record<string, { name: string; type: string }[]> {
  const types: Readonly<Record<string, readonly { name: string; type: string }[]>> = struct.types;
  return Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, fields.map((field) => ({ ...field }))]));
}
