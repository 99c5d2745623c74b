import type { Address, Hex } from "viem";
import type { ContractAddresses } from "../chain/contract-abis.ts";
import type { VerifierAddresses } from "../chain/chain.ts";

/** A member city, as all know it. */
export interface CityIdentity {
  /** 1 to 255: also the id of its points. */
  readonly id: number;
  /** "saint-basile-le-grand" */
  readonly slug: string;
  readonly name: string;
  readonly population: number;
  /** Where its portal and API are: "http://brossard.localhost:8080". */
  readonly origin: string;
  /** The letter that starts its member codes and typed codes; one city, one letter. */
  readonly character: string;
}

/** One city's service. Passed to `composeCity` only, which hands each part what it uses. */
export interface CityConfiguration {
  readonly city: CityIdentity & {
    /** The portal's accent: a `data-city` of the design. */
    readonly accent: string;
    /** « à Magog », « au Wendake » */
    readonly localizedName: string;
    /** Shown wherever help is offered. */
    readonly phone: string;
  };
  /** All member cities, this one included. */
  readonly cities: readonly CityIdentity[];
  readonly chain: ChainConfiguration;
  /** As the network's public description calls it; absent: « Maille », a trial where the chain is embedded. */
  readonly network?: { readonly name: string; readonly isTrial: boolean };
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  readonly identityProvider: IdentityProviderConfiguration;
  readonly keys: KeysConfiguration;
  /** portal/dist; absent when another server serves it. */
  readonly portalFolder?: string;
  /** Only where the network is a demo: lets a persona's browser take that persona's cast key. */
  readonly demo?: DemoConfiguration;
  /** "silent" in tests. */
  readonly logLevel: string;
  /** True behind one proxy that sets X-Forwarded-For. */
  readonly isBehindProxy: boolean;
  readonly limits: LimitsConfiguration;
}

export interface KeysConfiguration {
  readonly sealedFile: string;
  readonly passphrase: string;
  /** The service's account on the ledger, opened at the city's founding: holds ENROL and RELAY. */
  readonly serviceAccount: Address;
}

export interface ChainConfiguration {
  /** In order of preference, the city's own node first; each is looked at, the best is used. */
  readonly rpcUrls: readonly string[];
  readonly chainId: number;
  readonly genesisHash: Hex;
  readonly contracts: ContractAddresses;
  readonly verifiers: VerifierAddresses;
  readonly deploymentBlock: number;
  /** The embedded node may seal its last blocks again after a kill: the index then compares events and goes on. */
  readonly isEmbedded: boolean;
  /** A block comes one such period after the one before, while anything is pending. */
  readonly blockPeriodMs: number;
  /** A block comes at least this often when nothing is pending; absent: only when something is (the embedded node). */
  readonly idleBlockPeriodMs?: number;
  /** How often the index asks for new blocks. */
  readonly pollingMs: number;
}

export interface IdentityProviderConfiguration {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** http issuers, for the demo and tests only. */
  readonly allowsInsecure: boolean;
}

/** A cast key that the demo hands to its persona's browser. Refused by any other network. */
export interface PersonaKey {
  readonly subject: string;
  readonly label: string;
  readonly kind: "FULL" | "DEVICE";
  readonly curve: "secp256k1" | "p256";
  readonly privateKey: Hex;
}

export interface DemoConfiguration {
  readonly personaKeys: readonly PersonaKey[];
}

export interface LimitsConfiguration {
  /** Requests a minute from one address, all routes together. */
  readonly requestsPerMinute: number;
  /** Sign-in attempts a minute from one address. */
  readonly signInsPerMinute: number;
}
