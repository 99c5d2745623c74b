import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { type Address, type Hex, isAddressEqual } from "viem";
import { publicKeyToAddress } from "viem/utils";
import { NetworkProblem } from "../network-problem.ts";
import type { RawCity } from "./description-schema.ts";

/** 32 bytes of hex are a private key, never a public one: nothing public in a description has that length. */
const PRIVATE_KEY = /^(?:0x)?[0-9a-f]{64}$/i;
const PRIVATE_PEM = /PRIVATE KEY/;
const PUBLIC_KEY = /^(?:0x)?(?:04)?([0-9a-f]{128})$/i;
const ENODE = /^enode:\/\/([0-9a-f]+)@(.+)$/i;

export const isPrivateKeyText = (text: string): boolean => PRIVATE_KEY.test(text.trim()) || PRIVATE_PEM.test(text);

/** Where it was found is said, what it is never: the sentence may end in a log. */
export const privateKeyGiven = (where: string): NetworkProblem =>
  new NetworkProblem("PRIVATE_KEY_GIVEN", {
    fr: `${where} contient une clé privée. Elle n’a pas été gardée. Une clé privée reste chez la ville : donnez ici sa clé publique (fichier « key.pub »), et remplacez la clé si d’autres ont pu lire ce fichier.`,
    en: `${where} holds a private key. It was not kept. A private key stays with its city: give its public key here (file "key.pub"), and replace the key if others may have read that file.`,
  });

const unreadable = (where: string, cause?: unknown): NetworkProblem =>
  new NetworkProblem(
    "KEY_UNREADABLE",
    {
      fr: `${where} n’est pas une clé publique de nœud : 64 octets en hexadécimal, comme Besu les écrit dans « key.pub ».`,
      en: `${where} is not a node's public key: 64 bytes in hexadecimal, as Besu writes them in "key.pub".`,
    },
    { cause },
  );

function parsePublicKey(text: string, where: string): Hex {
  if (isPrivateKeyText(text)) throw privateKeyGiven(where);
  const digits = PUBLIC_KEY.exec(text.trim())?.[1];
  if (digits === undefined) throw unreadable(where);
  return `0x${digits.toLowerCase()}`;
}

function readKeyFile(path: string, where: string): Hex {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw unreadable(where, cause);
  }
  return parsePublicKey(text, where);
}

/** The address that a node seals with. */
export const validatorOf = (publicKey: Hex): Address => publicKeyToAddress(`0x04${publicKey.slice(2)}`);

/**
 * The public key that a city brings: itself, in a file, or in its enode; every form given must name the same one.
 * @returns undefined where none is given
 * @throws NetworkProblem PRIVATE_KEY_GIVEN, KEY_UNREADABLE, KEY_MISMATCH
 */
export function broughtPublicKey(city: RawCity, folder: string): Hex | undefined {
  const found: Hex[] = [];
  if (city.publicKey !== undefined) found.push(parsePublicKey(city.publicKey, `« publicKey » (${city.slug})`));
  if (city.publicKeyFile !== undefined) {
    const path = isAbsolute(city.publicKeyFile) ? city.publicKeyFile : join(folder, city.publicKeyFile);
    found.push(readKeyFile(path, `« ${city.publicKeyFile} » (${city.slug})`));
  }
  if (city.enode !== undefined) found.push(parsePublicKey(ENODE.exec(city.enode)?.[1] ?? "", `« enode » (${city.slug})`));
  const [publicKey] = found;
  if (publicKey === undefined) {
    if (city.validatorAddress === undefined) return undefined;
    throw unreadable(`« validatorAddress » sans « enode » (${city.slug})`);
  }
  const isOtherAddress = city.validatorAddress !== undefined && !isAddressEqual(validatorOf(publicKey), city.validatorAddress);
  if (isOtherAddress || found.some((other) => other !== publicKey)) {
    throw new NetworkProblem("KEY_MISMATCH", {
      fr: `Les clés données pour ${city.name} ne sont pas celles d’un même nœud. Sa clé publique donne l’adresse ${validatorOf(publicKey)}.`,
      en: `The keys given for ${city.name} are not those of one node. Its public key gives the address ${validatorOf(publicKey)}.`,
    });
  }
  return publicKey;
}
