import type { Address, Hex, PublicClient } from "viem";
import type { ContractAbis, ContractAddresses, ContractName } from "./contract-abis.ts";
import type { Signed } from "./typed-data.ts";
import type { SignerKind } from "./generated/enums.ts";

/** The ledger as this city's service sees it: reads at `latest` unless said otherwise. */
export interface Chain {
  readonly client: PublicClient;
  readonly chainId: number;
  readonly genesisHash: Hex;
  readonly contracts: ContractAddresses;
  readonly verifiers: VerifierAddresses;
  /** First block that may hold logs of ours. */
  readonly deploymentBlock: bigint;
  /** `{ address, abi }` for viem's readContract and encodeFunctionData. */
  contract<Name extends ContractName>(name: Name): { address: Address; abi: ContractAbis[Name] };
  /**
   * Asks `Accounts` at `latest` whether an active key of the account signed this digest [S4].
   * @returns NONE when it did not
   */
  verifyAccount(account: Address, digest: Hex, signed: Signed): Promise<SignerKind>;
  /** Same for a key whose holder does not matter (a terminal, a coordinator before `appoint`). */
  verifySigner(digest: Hex, signed: Signed): Promise<boolean>;
  /** The same ledger read from one node only, the best one now: for readings that must agree with each other. */
  onOneNode(): Chain;
}

/** Signature verifiers of ours: what ERC-7913 signer bytes begin with. */
export interface VerifierAddresses {
  readonly cityPasskey: Address;
  readonly device: Address;
}
