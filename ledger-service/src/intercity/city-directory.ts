import { createHash } from "node:crypto";
import type { Hex } from "viem";
import { z } from "zod";
import { canonicalJson, type JsonValue } from "../kernel/canonical-json.ts";
import type { CitySigner } from "../platform/keys/signer.ts";

export const cityKeySchema = z.object({
  kid: z.string().min(1).max(100),
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string().max(100),
  y: z.string().max(100),
});
export type CityKey = z.output<typeof cityKeySchema>;

/**
 * What a city publishes at /.well-known/maille/directory.json. `keys` are bound by their hash on chain; `content`
 * (institutions and their profiles) is signed with one of them, and each profile is bound by its own hash on chain.
 */
export const directorySchema = z.object({
  cityId: z.number().int().min(1).max(255),
  keys: z.array(cityKeySchema).min(1).max(8),
  content: z.unknown(),
  /** Compact JWS over {"contentSha256", "cityId", "iat"}. */
  signature: z.string().max(2_000),
});
export type CityDirectory = z.output<typeof directorySchema>;

export const directoryPath = "/.well-known/maille/directory.json";

/** SHA-256 of the canonical JSON of {cityId, keys}: what `Participants.publishDirectory` holds. */
export function directoryKeysHash(cityId: number, keys: readonly CityKey[]): Hex {
  const text = canonicalJson({ cityId, keys: [...keys].sort((left, right) => (left.kid < right.kid ? -1 : 1)) });
  return `0x${createHash("sha256").update(text).digest("hex")}`;
}

export function cityKeyOf(signer: CitySigner): CityKey {
  return { kid: signer.keyId, ...signer.publicJwk };
}

export function contentHash(content: unknown): string {
  return createHash("sha256").update(canonicalJson(content)).digest("hex");
}

export async function signDirectory(cityId: number, signer: CitySigner, content: JsonValue, now: Date): Promise<CityDirectory> {
  const claims = { cityId, contentSha256: contentHash(content), iat: Math.floor(now.getTime() / 1000) };
  const signature = await signer.signJws({ typ: "maille-directory+jws" }, Buffer.from(JSON.stringify(claims)));
  return { cityId, keys: [cityKeyOf(signer)], content, signature };
}
