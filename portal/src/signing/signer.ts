import type { Hex, TypedDataDefinition } from "viem";

/** FULL: a passkey. DEVICE: a device key, with caps. WALLET: a person's own wallet, FULL on chain. */
export type SignerKind = "FULL" | "DEVICE" | "WALLET";

/** A typed struct with its domain, as `hashTypedData` takes it. */
export type TypedDataToSign = TypedDataDefinition<Record<string, unknown>, string>;

/** A key that may act for an account, wherever it lives. */
export type Signer = {
  kind: SignerKind;
  /** ERC-7913: 20 bytes of a wallet, or `verifier ‖ qx ‖ qy [‖ rpIdHash]`. */
  signerBytes: Hex;
  /** True for a key of the demo's cast, which screens must say. */
  demo: boolean;
  /** The on-chain signature over the struct's EIP-712 digest. Throws `CeremonyCancelled` if the person declines. */
  signTypedData: (typedData: TypedDataToSign) => Promise<Hex>;
};

/** What signing must know of the network: a key belongs to one network only. */
export type SigningNetwork = { chainId: number; genesisHash: Hex; passkeyVerifier: Hex; deviceKeyVerifier: Hex };
