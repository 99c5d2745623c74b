import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Address } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { cityKeyOf, directoryKeysHash } from "../../ledger-service/src/intercity/city-directory.ts";
import { newKeyMaterial, openKeyRing, sealKeys, type KeyRing } from "../../ledger-service/src/platform/keys/key-ring.ts";
import type { DeployedContracts } from "../deploy/deployed-contracts.ts";
import { CAST_CITIES, type CastCity } from "./cast/cities.ts";
import type { BesuCast } from "./besu-node/start-besu-network.ts";
import { castKeys } from "./cast/cast-keys.ts";
import { foundingCityOf, foundNetwork } from "./cast/found-network.ts";
import { historyStart, pastTimes, todayTimes } from "./cast/history.ts";
import { networkRandom, seedLedger, type SeededLedger } from "./cast/seed-ledger.ts";
import type { KeyFile } from "./city-configuration.ts";
import type { DataFolder } from "./data-folder.ts";
import type { LedgerNode } from "./ledger-node.ts";

/** Founding comes an hour before the cast's first act. */
const FOUNDING_LEAD_SECONDS = 3_600;
const RELAY_LANES = 2;

export type CityKeyRings = ReadonlyMap<string, KeyRing>;

/** Where a city's sealed keys are, drawn the first time. */
export function keyFileOf(folder: Pick<DataFolder, "path" | "secret">, city: CastCity): KeyFile {
  const passphrase = folder.secret(`${city.slug}-keys-passphrase`);
  const sealedFile = join(folder.path, "secrets", `${city.slug}-keys.sealed.json`);
  if (!existsSync(sealedFile)) sealKeys(sealedFile, passphrase, newKeyMaterial(`${city.slug}-1`, RELAY_LANES));
  return { sealedFile, passphrase };
}

export async function openKeyRings(folder: Pick<DataFolder, "path" | "secret">): Promise<CityKeyRings> {
  const rings = await Promise.all(
    CAST_CITIES.map(async (city) => {
      const { sealedFile, passphrase } = keyFileOf(folder, city);
      return [city.slug, await openKeyRing(sealedFile, passphrase)] as const;
    }),
  );
  return new Map(rings);
}

const ringOf = (rings: CityKeyRings, slug: string): KeyRing => {
  const ring = rings.get(slug);
  if (ring === undefined) throw new RangeError(`${slug} has no keys`);
  return ring;
};

/** What the cast brings to a network of the cities' own: the same people and keys as on the embedded node. */
export function besuCast(chainId: number, rings: CityKeyRings): BesuCast {
  const random = networkRandom(chainId);
  const privateKey = random.bytes32("key/deployer");
  return {
    chainId,
    deployer: { address: privateKeyToAccount(privateKey).address, privateKey },
    foundingCityOf: (city, validator) => foundingCityOf(random, city, (slug) => ringOf(rings, slug).enrol.address, validator),
  };
}

/** Who sends what the cast signed. */
export const castSender = (chainId: number): Address => castKeys(networkRandom(chainId)).sender.address;

/** Deploys the plan with the eleven cities on the embedded node, dated before the cast's first act. */
export function deployNetwork(node: LedgerNode, rings: CityKeyRings, now: number): Promise<DeployedContracts> {
  return foundNetwork({
    rpcUrl: node.rpcUrls[0],
    chainId: node.chainId,
    random: networkRandom(node.chainId),
    seeding: node.seeding,
    enrolAddressOf: (slug) => ringOf(rings, slug).enrol.address,
    at: historyStart(now) - FOUNDING_LEAD_SECONDS,
    onStep: () => undefined,
  });
}

/** Writes into the ledger what the cast did: in two past months, or today where a chain keeps its own time. */
export function fillLedger(
  node: LedgerNode,
  network: DeployedContracts,
  rings: CityKeyRings,
  now: number,
  onProgress: (done: number, total: number) => void,
): Promise<SeededLedger> {
  return seedLedger({
    rpcUrl: node.rpcUrls[0],
    network,
    seeding: node.seeding,
    enrolSignerOf: (slug) => ringOf(rings, slug).enrol,
    directoryHashOf: (slug) => {
      const city = CAST_CITIES.find((one) => one.slug === slug);
      return directoryKeysHash(city?.id ?? 0, [cityKeyOf(ringOf(rings, slug).citySigner)]);
    },
    timesOf: (random) => (node.isEmbedded ? pastTimes(random, now) : todayTimes(random, now)),
    onProgress,
  });
}
