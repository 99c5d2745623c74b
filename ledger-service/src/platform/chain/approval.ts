import { keccak256, stringToBytes, zeroAddress, type Address, type Hex } from "viem";
import type { Signer } from "../keys/signer.ts";
import type { Chain } from "./chain.ts";
import { typedDataDigest, type TypedStruct } from "./typed-data.ts";

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

export class ServiceAccountMissing extends Error {
  constructor(cityId: number, signer: Address) {
    super(`No account of city ${cityId} holds ENROL with the key ${signer}`);
    this.name = "ServiceAccountMissing";
  }
}

const enrolPower = keccak256(stringToBytes("ENROL"));

/**
 * The account is the one on which the service's key is a signer and to which the ledger gives ENROL; looked up at the
 * first approval and then remembered.
 * @throws ServiceAccountMissing
 */
export function createServiceApprovals(chain: Chain, cityId: number, signer: Signer): ServiceApprovals {
  let account: Promise<Address> | undefined;
  return {
    approve: async (struct, message) => {
      account ??= findServiceAccount(chain, cityId, signer.address);
      const officer = await account.catch((cause: unknown) => {
        account = undefined;
        throw cause;
      });
      return { officer, signer: signer.address, signature: await signer.signDigest(typedDataDigest(chain, struct, message)) };
    },
  };
}

async function findServiceAccount(chain: Chain, cityId: number, signer: Address): Promise<Address> {
  const added = await chain.client.getContractEvents({
    ...chain.contract("accounts"),
    eventName: "SignerAdded",
    args: { signerHash: keccak256(signer) },
    fromBlock: chain.deploymentBlock,
    strict: true,
  });
  for (const { args } of added) {
    const holds = await chain.client.readContract({
      ...chain.contract("authority"),
      functionName: "hasPower",
      args: [cityId, enrolPower, args.account],
    });
    if (holds) return args.account;
  }
  throw new ServiceAccountMissing(cityId, signer);
}
