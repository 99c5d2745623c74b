import { type Address, hashTypedData, type Hex, type LocalAccount, zeroAddress } from "viem";
import {
  type SignedPrimaryType,
  typedDataByPrimaryType,
  typedDataDomain,
} from "../../../ledger-service/src/platform/chain/generated/typed-data.ts";
import type { DeployedContracts } from "../../deploy/deployed-contracts.ts";

export interface SignerProof {
  readonly signer: Hex;
  readonly signature: Hex;
}

export interface Approval extends SignerProof {
  readonly officer: Address;
}

/** Signs a 32-byte digest with a plain key: its ERC-7913 bytes are its address. */
export interface DigestSigner {
  readonly address: Address;
  signDigest(digest: Hex): Promise<Hex>;
}

export type Message = Readonly<Record<string, unknown>>;

/** Signatures over this network's structs, for the people of the cast. */
export interface CastSigning {
  prove(key: DigestSigner, primaryType: SignedPrimaryType, message: Message): Promise<SignerProof>;
  approve(officer: Address, key: DigestSigner, primaryType: SignedPrimaryType, message: Message): Promise<Approval>;
}

export const NO_PROOF: SignerProof = { signer: "0x", signature: "0x" };
export const NO_APPROVAL: Approval = { officer: zeroAddress, ...NO_PROOF };

export const signsDigests = (account: LocalAccount): DigestSigner => ({
  address: account.address,
  signDigest: (digest) => {
    if (account.sign === undefined) throw new TypeError("this key does not sign digests");
    return account.sign({ hash: digest });
  },
});

export const castSigning = (network: DeployedContracts): CastSigning => {
  const digestOf = (primaryType: SignedPrimaryType, message: Message): Hex => {
    const struct = typedDataByPrimaryType[primaryType];
    const types: Readonly<Record<string, readonly { name: string; type: string }[]>> = struct.types;
    return hashTypedData({
      domain: {
        ...typedDataDomain,
        chainId: network.chainId,
        verifyingContract: network.addresses[struct.verifyingContract],
      },
      types: Object.fromEntries(Object.entries(types).map(([name, fields]) => [name, [...fields]])),
      primaryType: struct.primaryType,
      message: { ...message },
    });
  };
  const prove: CastSigning["prove"] = async (key, primaryType, message) => ({
    signer: key.address,
    signature: await key.signDigest(digestOf(primaryType, message)),
  });
  return {
    prove,
    approve: async (officer, key, primaryType, message) => ({ officer, ...(await prove(key, primaryType, message)) }),
  };
};
