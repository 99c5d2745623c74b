import type { Abi, Address, Hex } from "viem";

/** A compiled contract: what the compiler's JSON file holds of it. */
export interface Artifact {
  readonly contractName: string;
  readonly abi: Abi;
  readonly bytecode: Hex;
}

export type ReadArtifact = (qualifiedName: string) => Promise<Artifact>;

/** A value once every reference of the plan is an address. */
export type ResolvedArgument =
  | string
  | number
  | bigint
  | boolean
  | readonly ResolvedArgument[]
  | { readonly [member: string]: ResolvedArgument };

export interface Call {
  readonly to: Address;
  readonly abi: Abi;
  readonly fn: string;
  readonly args: readonly ResolvedArgument[];
}

/** One key and the chain it writes to. Transactions carry explicit nonces and are only awaited in `settled`. */
export interface Deployer {
  readonly address: Address;
  /** @returns the address of the contract that this key's transaction number `nonce` creates */
  predict(nonce: number): Address;
  /** @returns how many transactions this key has sent, pending ones included */
  nonce(): Promise<number>;
  deploy(artifact: Artifact, args: readonly ResolvedArgument[], nonce: number): Promise<void>;
  send(call: Call, nonce: number): Promise<void>;
  /** Waits for everything sent. @throws TransactionFailed */
  settled(): Promise<void>;
  read(call: Call): Promise<unknown>;
  hasCode(address: Address): Promise<boolean>;
  network(): Promise<{ readonly chainId: number; readonly genesisHash: Hex; readonly blockNumber: number }>;
}

export class TransactionFailed extends Error {
  readonly nonce: number;
  readonly what: string;

  constructor(what: string, nonce: number) {
    super(`transaction ${nonce} of the deployment failed: ${what}`);
    this.name = "TransactionFailed";
    this.what = what;
    this.nonce = nonce;
  }
}
