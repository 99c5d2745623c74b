import { createPrivateKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { CompactSign, importJWK } from "jose";
import type { Hex } from "viem";
import { z } from "zod";
import { hexOfBytes } from "../../kernel/hex.ts";
import { createPersonalData, type DataKey, type PersonalData } from "../database/personal-data.ts";
import { localSigner } from "./local-signer.ts";
import { readSealedFile, writeSealedFile } from "./sealed-file.ts";
import type { CitySigner, Signer } from "./signer.ts";

const privateKeySchema = z.custom<Hex>((value) => typeof value === "string" && /^0x[0-9a-f]{64}$/.test(value));
const dataKeySchema = z.object({ id: z.string(), encryption: z.string(), index: z.string() });

const keyMaterialSchema = z.object({
  cityJwk: z.object({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string(), d: z.string() }),
  cityKeyId: z.string(),
  enrol: privateKeySchema,
  relayLanes: z.array(privateKeySchema).min(1),
  dataKeys: z.array(dataKeySchema).min(1),
});

export type KeyMaterial = z.output<typeof keyMaterialSchema>;

/** What one city's service signs and encrypts with. */
export interface KeyRing {
  readonly citySigner: CitySigner;
  /** Holds the ENROL power: opens accounts, enrols terminals. */
  readonly enrol: Signer;
  /** Each a nonce sequence of its own; they send and decide nothing (D6). */
  readonly relayLanes: readonly Signer[];
  readonly personalData: PersonalData;
}

/** Fresh random keys. `relayLaneCount` lanes send side by side. */
export function newKeyMaterial(cityKeyId: string, relayLaneCount = 1): KeyMaterial {
  const jwk = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ format: "jwk" });
  return keyMaterialSchema.parse({
    cityJwk: { kty: "EC", crv: "P-256", x: jwk.x, y: jwk.y, d: jwk.d },
    cityKeyId,
    enrol: hexOfBytes(randomBytes(32)),
    relayLanes: Array.from({ length: relayLaneCount }, () => hexOfBytes(randomBytes(32))),
    dataKeys: [
      { id: "k1", encryption: randomBytes(32).toString("base64url"), index: randomBytes(32).toString("base64url") },
    ],
  });
}

/** Keys once sealed are never overwritten: a city that loses them loses what they encrypt. @throws when `path` exists */
export function sealKeys(path: string, passphrase: string, material: KeyMaterial): void {
  if (existsSync(path)) throw new Error(`There are keys in ${path} already.`);
  writeSealedFile(path, passphrase, JSON.stringify(material));
}

/** @throws SealedFileError when the passphrase is not the file's */
export async function openKeyRing(path: string, passphrase: string): Promise<KeyRing> {
  return keyRingOf(keyMaterialSchema.parse(JSON.parse(readSealedFile(path, passphrase))));
}

export async function keyRingOf(material: KeyMaterial): Promise<KeyRing> {
  const [first, ...rest] = material.dataKeys.map(dataKeyOf);
  if (first === undefined) throw new Error("A city needs a data key");
  return {
    citySigner: await citySignerOf(material),
    enrol: localSigner(material.enrol),
    relayLanes: material.relayLanes.map(localSigner),
    personalData: createPersonalData([first, ...rest]),
  };
}

async function citySignerOf(material: KeyMaterial): Promise<CitySigner> {
  const { kty, crv, x, y } = material.cityJwk;
  // Refuses a point that is not on the curve before anything is signed with it.
  createPrivateKey({ key: material.cityJwk, format: "jwk" });
  const key = await importJWK(material.cityJwk, "ES256");
  return {
    keyId: material.cityKeyId,
    publicJwk: { kty, crv, x, y },
    signJws: (header, payload) =>
      new CompactSign(payload).setProtectedHeader({ ...header, alg: "ES256", kid: material.cityKeyId }).sign(key),
  };
}

function dataKeyOf(key: z.output<typeof dataKeySchema>): DataKey {
  return {
    id: key.id,
    encryption: Buffer.from(key.encryption, "base64url"),
    index: Buffer.from(key.index, "base64url"),
  };
}
