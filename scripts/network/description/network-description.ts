import type { Address, Hex } from "viem";
import type { PowerName } from "../../deploy/power-names.ts";

/** An officer who holds powers from the first day. */
export interface DescribedOfficer {
  /** ERC-7913 bytes of a FULL signer: 20 bytes of a wallet, or a passkey of this city. */
  readonly signer: Hex;
  readonly powers: readonly PowerName[];
}

/** What the deployment founds a city with. Public keys only. */
export interface DescribedFounding {
  readonly officers: readonly DescribedOfficer[];
  /** The wallet address of the city service's ENROL key. */
  readonly serviceSigner: Address;
}

/** A member city and its node. The city whose keys are made here (`publicKey` undefined) belongs to a rehearsal. */
export interface DescribedCity {
  /** 1–255, as in the contracts. */
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly population: number;
  /** First character of its member codes. */
  readonly character: string;
  /** Exact host name of its portal, the only relying party of its passkeys [W2]. */
  readonly portalHost: string;
  /** IP address under which the other nodes reach its node: of the private network, or loopback in a rehearsal. */
  readonly host: string;
  readonly p2pPort: number;
  /** Address on which its node answers services: loopback, or the private network's [B6]. */
  readonly rpcHost: string;
  readonly rpcPort: number;
  /** 64 bytes, without the 04 of an uncompressed point. */
  readonly publicKey: Hex | undefined;
  readonly founding: DescribedFounding | undefined;
  /** Keys that sign its daily closes; its service's own unless said otherwise. */
  readonly closeSigners: readonly Address[];
}

/** A whole network, as its founders wrote it and after every check. */
export interface NetworkDescription {
  readonly name: string;
  readonly chainId: number;
  readonly isTrial: boolean;
  readonly blockPeriodSeconds: number;
  readonly requestTimeoutSeconds: number;
  /** Longer wait between empty blocks; undefined leaves one block a period. */
  readonly emptyBlockPeriodSeconds: number | undefined;
  readonly blockGasLimit: bigint;
  /** The most gas one transaction may ask for [B1]. */
  readonly transactionGasLimit: bigint;
  /** `YYYY-MM`: month of the first clearing period. */
  readonly firstMonth: string;
  /** Sends the deployment; undefined has its key made here. */
  readonly deployer: Address | undefined;
  readonly cities: readonly DescribedCity[];
}
