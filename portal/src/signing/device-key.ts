import { createStore, delMany, get, keys, set } from "idb-keyval";
import type { UseStore } from "idb-keyval";
import type { Hex } from "viem";
import { publicKeyOf } from "./p256.ts";
import { ECDSA_P256, signWithDeviceKey } from "./sign-with-device-key.ts";
import { deviceSignerBytes } from "./signer-bytes.ts";
import type { Signer, SigningNetwork } from "./signer.ts";

type StoredDeviceKey = { privateKey: CryptoKey; signerBytes: Hex; createdAt: number };

let openStore: UseStore | undefined;

function store(): UseStore {
  openStore ??= createStore("maille-device-keys", "keys");
  return openStore;
}

/** A key is worth something on one network for one account: both are in its name. */
function nameOf(network: SigningNetwork, account: Hex): string {
  return `${network.genesisHash.toLowerCase()}:${account.toLowerCase()}`;
}

function signerOf(stored: StoredDeviceKey): Signer {
  return { kind: "DEVICE", signerBytes: stored.signerBytes, demo: false, signTypedData: (typedData) => signWithDeviceKey(stored.privateKey, typedData) };
}

/** This device's key for the account, if there is one. */
export async function loadDeviceKey(network: SigningNetwork, account: Hex): Promise<Signer | undefined> {
  const stored = await get<StoredDeviceKey>(nameOf(network, account), store());
  return stored && signerOf(stored);
}

/**
 * Makes this device's key for the account: P-256, never extractable, kept in the browser. Replaces one that was
 * there. The service must still add `signerBytes` to the account.
 */
export async function createDeviceKey(network: SigningNetwork, account: Hex): Promise<Signer> {
  const pair = await crypto.subtle.generateKey(ECDSA_P256, false, ["sign", "verify"]);
  const publicKey = publicKeyOf(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const stored: StoredDeviceKey = { privateKey: pair.privateKey, signerBytes: deviceSignerBytes(network.deviceKeyVerifier, publicKey), createdAt: Date.now() };
  await set(nameOf(network, account), stored, store());
  return signerOf(stored);
}

/** Forgets the keys of every other network: a reset network can do nothing with them. */
export async function dropForeignDeviceKeys(network: SigningNetwork): Promise<void> {
  const own = `${network.genesisHash.toLowerCase()}:`;
  const foreign = (await keys(store())).filter((name) => typeof name !== "string" || !name.startsWith(own));
  await delMany(foreign, store());
}

/** Forgets this device's key for the account. The account must also have it removed. */
export async function forgetDeviceKey(network: SigningNetwork, account: Hex): Promise<void> {
  await delMany([nameOf(network, account)], store());
}
