import { TypedDataEncoder, ZeroAddress } from "ethers";
import {
  type SignedPrimaryType,
  typedDataByPrimaryType,
  typedDataDomain,
} from "../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { Addresses } from "../../scripts/deploy/execute-plan.ts";
import type { TestSigner } from "./signers.ts";

export interface SignerProof {
  readonly signer: string;
  readonly signature: string;
}

export interface Approval extends SignerProof {
  readonly officer: string;
}

/** Who signs for an account: an officer, a resident. */
export interface Holder {
  readonly account: string;
  readonly signer: TestSigner;
}

export type Message = Readonly<Record<string, unknown>>;

/** What an act carries where it needs no holder's signature. */
export const NO_PROOF: SignerProof = { signer: "0x", signature: "0x" };

/** What an act carries where it needs no officer. */
export const NO_APPROVAL: Approval = { officer: ZeroAddress, ...NO_PROOF };

export interface Signing {
  /** EIP-712 digest by ethers, from the struct's members in the ABI: never from the contract's own typehash. */
  digest(primaryType: SignedPrimaryType, message: Message): string;
  hashStruct(primaryType: SignedPrimaryType, message: Message): string;
  prove(signer: TestSigner, primaryType: SignedPrimaryType, message: Message): SignerProof;
  approve(officer: Holder, primaryType: SignedPrimaryType, message: Message): Approval;
  approveAll(officers: readonly Holder[], primaryType: SignedPrimaryType, message: Message): Approval[];
}

const typesOf = (primaryType: SignedPrimaryType) =>
  Object.fromEntries(
    Object.entries(typedDataByPrimaryType[primaryType].types).map(([name, members]) => [name, [...members]]),
  );

/** Signs acts of one network: `chainId` and addresses make the domain, so that a signature is worth nothing elsewhere. */
export function signingFor(addresses: Addresses, chainId: number): Signing {
  const digest = (primaryType: SignedPrimaryType, message: Message): string => {
    const verifyingContract = addresses[typedDataByPrimaryType[primaryType].verifyingContract];
    return TypedDataEncoder.hash({ ...typedDataDomain, chainId, verifyingContract }, typesOf(primaryType), message);
  };
  const prove = (signer: TestSigner, primaryType: SignedPrimaryType, message: Message): SignerProof => ({
    signer: signer.bytes,
    signature: signer.sign(digest(primaryType, message)),
  });
  const approve = (officer: Holder, primaryType: SignedPrimaryType, message: Message): Approval => ({
    officer: officer.account,
    ...prove(officer.signer, primaryType, message),
  });
  return {
    digest,
    hashStruct: (primaryType, message) => TypedDataEncoder.hashStruct(primaryType, typesOf(primaryType), message),
    prove,
    approve,
    approveAll: (officers, primaryType, message) => officers.map((officer) => approve(officer, primaryType, message)),
  };
}
