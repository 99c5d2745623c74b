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

/**
 * Whom a key is for: an account, an institution's terminal, or a person who is about to have an account. A key is
 * worth something on one network for one holder: both are in its name.
 */
function nameOf(network: SigningNetwork, holder: string): string {
  return `${network.genesisHash.toLowerCase()}:${holder.toLowerCase()}`;
}

function signerOf(stored: StoredDeviceKey): Signer {
  return { kind: "DEVICE", signerBytes: stored.signerBytes, demo: false, signTypedData: (typedData) => signWithDeviceKey(stored.privateKey, typedData) };
}

/** This device's key for the holder, if there is one. */
export async function loadDeviceKey(network: SigningNetwork, holder: string): Promise<Signer | undefined> {
  const stored = await get<StoredDeviceKey>(nameOf(network, holder), store());
  return stored && signerOf(stored);
}

/**
 * Makes this device's key for the holder: P-256, never extractable, kept in the browser. Replaces one that was
 * there. The service must still add `signerBytes` to the account.
 */
export async function createDeviceKey(network: SigningNetwork, holder: string): Promise<Signer> {
  const pair = await crypto.subtle.generateKey(ECDSA_P256, false, ["sign", "verify"]);
  const publicKey = publicKeyOf(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const stored: StoredDeviceKey = { privateKey: pair.privateKey, signerBytes: deviceSignerBytes(network.deviceKeyVerifier, publicKey), createdAt: Date.now() };
  await set(nameOf(network, holder), stored, store());
  return signerOf(stored);
}

/** Gives the key made for a person to the account that the person now has. */
export async function moveDeviceKey(network: SigningNetwork, from: string, to: string): Promise<void> {
  const stored = await get<StoredDeviceKey>(nameOf(network, from), store());
  if (!stored) return;
  await set(nameOf(network, to), stored, store());
  await delMany([nameOf(network, from)], store());
}

/** Forgets the keys of every other network: a reset network can do nothing with them. */
export async function dropForeignDeviceKeys(network: SigningNetwork): Promise<void> {
  const own = `${network.genesisHash.toLowerCase()}:`;
  const foreign = (await keys(store())).filter((name) => typeof name !== "string" || !name.startsWith(own));
  await delMany(foreign, store());
}

/** Forgets this device's key for the holder. The account must also have it removed. */
export async function forgetDeviceKey(network: SigningNetwork, holder: string): Promise<void> {
  await delMany([nameOf(network, holder)], store());
}
