import { compactVerify, importJWK } from "jose";
import type { Hex } from "viem";
import { z } from "zod";
import type { Chain } from "../platform/chain/chain.ts";
import type { CityIdentity } from "../platform/environment/city-configuration.ts";
import { contentHash, directoryKeysHash, directoryPath, directorySchema, type CityDirectory, type CityKey } from "./city-directory.ts";
import { intercityProblems } from "./intercity.problems.ts";

/** A directory is asked for again after this long, or at once when the hash on chain has changed. */
const freshForMs = 30_000;
const fetchTimeoutMs = 4_000;
const directoryBytesMax = 4_000_000;

const claimsSchema = z.object({ cityId: z.number(), contentSha256: z.string(), iat: z.number() });

/** Other cities' directories, each accepted only under the hash that the ledger holds for it. */
export interface CityDirectories {
  /** @throws Problem `city-unknown`, `city-unreachable`, `city-signature-refused` */
  directoryOf(cityId: number): Promise<CityDirectory>;
  /** @throws Problem `city-signature-refused` for a key that is not in the directory */
  keyOf(cityId: number, kid: string): Promise<CityKey>;
}

interface Kept {
  readonly directory: CityDirectory;
  readonly hash: Hex;
  readonly at: number;
}

export function createCityDirectories(parts: { chain: Chain; cities: readonly CityIdentity[] }): CityDirectories {
  const kept = new Map<number, Kept>();

  async function directoryOf(cityId: number): Promise<CityDirectory> {
    const city = parts.cities.find((candidate) => candidate.id === cityId);
    if (city === undefined) throw intercityProblems.of("city-unknown");
    const known = kept.get(cityId);
    if (known !== undefined && Date.now() - known.at < freshForMs) return known.directory;
    const hash = await hashOnChain(parts.chain, cityId);
    const directory = await fetchDirectory(city);
    await checkDirectory(directory, cityId, hash);
    kept.set(cityId, { directory, hash, at: Date.now() });
    return directory;
  }

  return {
    directoryOf,
    async keyOf(cityId, kid) {
      const directory = await directoryOf(cityId);
      const key = directory.keys.find((candidate) => candidate.kid === kid);
      if (key === undefined) throw intercityProblems.of("city-signature-refused");
      return key;
    },
  };
}

async function hashOnChain(chain: Chain, cityId: number): Promise<Hex> {
  const city = await chain.client.readContract({ ...chain.contract("participants"), functionName: "city", args: [cityId] });
  return city.directoryHash;
}

async function fetchDirectory(city: CityIdentity): Promise<CityDirectory> {
  try {
    const response = await fetch(city.origin + directoryPath, { signal: AbortSignal.timeout(fetchTimeoutMs), redirect: "error" });
    const text = await response.text();
    if (!response.ok || text.length > directoryBytesMax) throw intercityProblems.of("city-unreachable", { city: city.name });
    return directorySchema.parse(JSON.parse(text));
  } catch {
    throw intercityProblems.of("city-unreachable", { city: city.name });
  }
}

async function checkDirectory(directory: CityDirectory, cityId: number, hash: Hex): Promise<void> {
  if (directory.cityId !== cityId || directoryKeysHash(cityId, directory.keys) !== hash) {
    throw intercityProblems.of("city-signature-refused");
  }
  const payload = await verifyWithKeys(directory.signature, directory.keys);
  const claims = claimsSchema.safeParse(payload);
  const isSigned =
    claims.success && claims.data.cityId === cityId && claims.data.contentSha256 === contentHash(directory.content);
  if (!isSigned) throw intercityProblems.of("city-signature-refused");
}

async function verifyWithKeys(jws: string, keys: readonly CityKey[]): Promise<unknown> {
  for (const key of keys) {
    try {
      const { payload } = await compactVerify(jws, await importJWK({ ...key }, "ES256"), { algorithms: ["ES256"] });
      return JSON.parse(Buffer.from(payload).toString("utf8"));
    } catch {
      // Signed by another key of the directory, or by none: the next one is tried.
      continue;
    }
  }
  return undefined;
}
