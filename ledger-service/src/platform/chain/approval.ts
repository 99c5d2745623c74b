import { zeroAddress, type Address, type Hex } from "viem";
import type { Signer } from "../keys/signer.ts";
import { typedDataDigest, type SigningNetwork, type TypedStruct } from "./typed-data.ts";

/** One officer's or one service account's signature over a municipal act, as the contracts take it. */
export interface Approval {
  readonly officer: Address;
  readonly signer: Hex;
  readonly signature: Hex;
}

/** Where a contract takes an approval or none: no officer, no bytes. */
export const noApproval: Approval = { officer: zeroAddress, signer: "0x", signature: "0x" };

/** The city service's own approvals, with its power ENROL: opens accounts, enrols terminals, adds delayed keys (D6). */
export interface ServiceApprovals {
  approve(struct: TypedStruct, message: Readonly<Record<string, unknown>>): Promise<Approval>;
}

/** @param account the staff account that holds ENROL; `signer` is its key */
export function createServiceApprovals(network: SigningNetwork, account: Address, signer: Signer): ServiceApprovals {
  return {
    approve: async (struct, message) => ({
      officer: account,
      signer: signer.address,
      signature: await signer.signDigest(typedDataDigest(network, struct, message)),
    }),
  };
}
