import { NetworkProblem } from "../network-problem.ts";
import type { DescribedCity } from "./network-description.ts";

/** QBFT tolerates no fault below four validators; `Consortium` refuses fewer too. */
const VALIDATORS_MIN = 4;

/** @throws NetworkProblem TOO_FEW_VALIDATORS, CITY_REPEATED, KEY_REPEATED, PORT_REPEATED */
export function checkCities(cities: readonly DescribedCity[]): void {
  if (cities.length < VALIDATORS_MIN) {
    throw new NetworkProblem("TOO_FEW_VALIDATORS", {
      fr: `Le réseau a ${cities.length} validateurs; il en faut au moins ${VALIDATORS_MIN}, pour qu’un nœud arrêté n’arrête pas les autres.`,
      en: `The network has ${cities.length} validators; it needs at least ${VALIDATORS_MIN}, so that one stopped node does not stop the others.`,
    });
  }
  for (const field of ["id", "slug", "portalHost", "character"] as const) {
    eachTwice(cities.map((city) => [String(city[field]), city.name]), (value, first, second) => {
      throw new NetworkProblem("CITY_REPEATED", {
        fr: `${first} et ${second} ont le même « ${field} » : ${value}. Donnez à chaque ville le sien.`,
        en: `${first} and ${second} have the same "${field}": ${value}. Give each city its own.`,
      });
    });
  }
  const keys = cities.flatMap(({ publicKey, name }) => (publicKey === undefined ? [] : [[publicKey, name] as const]));
  eachTwice(keys, (_, first, second) => {
    throw new NetworkProblem("KEY_REPEATED", {
      fr: `${first} et ${second} ont la même clé de nœud. Chaque ville scelle avec la sienne : demandez à l’une des deux sa vraie clé publique.`,
      en: `${first} and ${second} have the same node key. Each city seals with its own: ask one of them for its real public key.`,
    });
  });
  const endpoints = cities.flatMap((city) => [
    [`${city.host}:${city.p2pPort}`, `${city.name} (p2pPort)`] as const,
    // A node's RPC may listen on loopback of its own host: cities share that address only in a rehearsal.
    [`${city.rpcHost === "127.0.0.1" ? city.host : city.rpcHost}:${city.rpcPort}`, `${city.name} (rpcPort)`] as const,
  ]);
  eachTwice(endpoints, (endpoint, first, second) => {
    throw new NetworkProblem("PORT_REPEATED", {
      fr: `${first} et ${second} veulent la même adresse ${endpoint}. Donnez à chacun son port.`,
      en: `${first} and ${second} want the same address ${endpoint}. Give each its own port.`,
    });
  });
}

function eachTwice(entries: readonly (readonly [string, string])[], report: (value: string, first: string, second: string) => never): void {
  const seen = new Map<string, string>();
  for (const [value, name] of entries) {
    const first = seen.get(value);
    if (first !== undefined) report(value, first, name);
    seen.set(value, name);
  }
}
