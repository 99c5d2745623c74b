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

function nameOf(network: SigningNetwork, account: Hex): string {
  return `${network.genesisHash.toLowerCase()}:${account.toLowerCase()}`;
}

/** The passkey made on this device for the account, if there is one. */
export async function loadKnownPasskey(network: SigningNetwork, account: Hex): Promise<KnownPasskey | undefined> {
  return get<KnownPasskey>(nameOf(network, account), store());
}

export async function rememberPasskey(network: SigningNetwork, account: Hex, passkey: KnownPasskey): Promise<void> {
  await set(nameOf(network, account), passkey, store());
}
