import { createStore, get, set } from "idb-keyval";
import type { UseStore } from "idb-keyval";
import type { Hex } from "viem";
import type { SigningNetwork } from "./signer.ts";

/** Which passkey of the account this device has made: public facts, so that the right one is asked for. */
export type KnownPasskey = { credentialId: string; signerBytes: Hex };

let openStore: UseStore | undefined;

function store(): UseStore {
  openStore ??= createStore("maille-passkeys", "passkeys");
  return openStore;
}

function nameOf(network: SigningNetwork, holder: string): string {
  return `${network.genesisHash.toLowerCase()}:${holder.toLowerCase()}`;
}

/** The passkey made on this device for the holder: an account, or a person's post before its account is known. */
export async function loadKnownPasskey(network: SigningNetwork, holder: string): Promise<KnownPasskey | undefined> {
  return get<KnownPasskey>(nameOf(network, holder), store());
}

export async function rememberPasskey(network: SigningNetwork, holder: string, passkey: KnownPasskey): Promise<void> {
  await set(nameOf(network, holder), passkey, store());
}
