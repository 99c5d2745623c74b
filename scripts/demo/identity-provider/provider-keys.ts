import { generateKeyPairSync, randomBytes } from "node:crypto";

/** What a provider signs its tokens and its cookies with. */
export type ProviderKeys = { readonly jwks: { readonly keys: readonly object[] }; readonly cookieKeys: readonly string[] };

/** Draws an ES256 key and a cookie key, as text that `parseProviderKeys` reads. */
export function drawProviderKeys(): string {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "ES256", kid: randomBytes(8).toString("hex") };
  return JSON.stringify({ jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString("hex")] });
}

/** @throws Error when the text is not what `drawProviderKeys` wrote. */
export function parseProviderKeys(text: string): ProviderKeys {
  const value: unknown = JSON.parse(text);
  if (isKeys(value)) return value;
  throw new Error("the kept keys of an identity provider are not readable");
}

function isKeys(value: unknown): value is ProviderKeys {
  return (
    typeof value === "object" && value !== null && "cookieKeys" in value && Array.isArray(value.cookieKeys) &&
    "jwks" in value && typeof value.jwks === "object" && value.jwks !== null && "keys" in value.jwks && Array.isArray(value.jwks.keys)
  );
}
