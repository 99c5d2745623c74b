import type { Address } from "viem";
import type { DescribedCity } from "../description/network-description.ts";

const LOOPBACK = "127.0.0.1";

/** A member as services know it (`CITIES_FILE`). */
export function citiesFile(cities: readonly DescribedCity[]): string {
  const members = cities.map(({ id, slug, name, population, character, portalHost }) => ({
    id, slug, name, population, character, origin: `https://${portalHost}`,
  }));
  return `${JSON.stringify(members, undefined, 2)}\n`;
}

/**
 * Nodes that a city's service may ask, its own first. Another city's counts only where its address is reachable: on the
 * private network, or all on one machine.
 */
export function rpcUrlsFor(own: DescribedCity, cities: readonly DescribedCity[]): string[] {
  const isReachable = (other: DescribedCity): boolean =>
    other.rpcHost !== LOOPBACK || (own.host === LOOPBACK && other.host === LOOPBACK);
  const others = cities.filter((other) => other.slug !== own.slug && isReachable(other));
  return [own, ...others].map(({ rpcHost, rpcPort }) => `http://${rpcHost.includes(":") ? `[${rpcHost}]` : rpcHost}:${rpcPort}`);
}

/**
 * `service.env`: what is known of a city's service from here. What only the city knows is left for it to fill: an empty
 * value is refused by the service at its start, by name.
 */
export function serviceEnvironment(parts: {
  city: DescribedCity;
  cities: readonly DescribedCity[];
  serviceAccount: Address;
  blockPeriodSeconds: number;
  /** Of blocks without a transaction, where they are thinned. */
  emptyBlockPeriodSeconds: number | undefined;
  /** Rehearsal only: opens the sealed keys made here. */
  keysPassphrase: string | undefined;
}): string {
  const { city, cities } = parts;
  const known: Record<string, string> = {
    CITY_ID: String(city.id),
    CITIES_FILE: "cities.json",
    DEPLOYMENT_FILE: "deployed.json",
    RPC_URLS: rpcUrlsFor(city, cities).join(","),
    BLOCK_PERIOD_MS: String(parts.blockPeriodSeconds * 1_000),
    IDLE_BLOCK_PERIOD_MS: String((parts.emptyBlockPeriodSeconds ?? parts.blockPeriodSeconds) * 1_000),
    SERVICE_ACCOUNT: parts.serviceAccount,
    KEYS_FILE: "service-keys.sealed.json",
    KEYS_PASSPHRASE: parts.keysPassphrase ?? "",
    BEHIND_PROXY: "true",
    PORT: "8080",
  };
  const ofTheCity = ["DATABASE_URL", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"];
  return [
    `# Service de ${city.name}. Les valeurs vides sont à remplir par la ville; le service refuse de partir sans elles.`,
    ...Object.entries(known).map(([name, value]) => `${name}=${value}`),
    ...ofTheCity.map((name) => `${name}=`),
    "",
  ].join("\n");
}
