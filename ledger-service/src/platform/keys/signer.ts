import type { Address, Hex } from "viem";

/** A secp256k1 key of the service, wherever it is kept (sealed file in the demo, PKCS#11 or HSM in production). */
export interface Signer {
  readonly address: Address;
  /** Signs a 32-byte digest: 65 bytes r‖s‖v. */
  signDigest(digest: Hex): Promise<Hex>;
}

/** The city's ES256 key, for requests between cities and its directory. */
export interface CitySigner {
  readonly keyId: string;
  /** Public JWK, for the directory. */
  readonly publicJwk: { readonly kty: "EC"; readonly crv: "P-256"; readonly x: string; readonly y: string };
  /** Compact JWS over these claims. */
  signJws(header: Readonly<Record<string, string>>, payload: Uint8Array): Promise<string>;
}
