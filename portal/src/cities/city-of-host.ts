import { findMemberCity, memberCities } from "./member-cities.ts";
import type { MemberCity } from "./member-cities.ts";

/**
 * The city a host name serves: the first of its labels that is a city's slug
 * (`brossard.localhost`, `maille.brossard.ca`). Undefined for any other host.
 */
export function cityOfHost(hostName: string): MemberCity | undefined {
  for (const label of hostName.toLowerCase().split(".")) {
    const city = findMemberCity(label);
    if (city) return city;
  }
  return undefined;
}

/**
 * The same page at another member: this host with its city label replaced. The port stays.
 * Undefined when the present host names no city.
 */
export function originOfCity(slug: string, present: { protocol: string; host: string }): string | undefined {
  const labels = present.host.split(".");
  const at = labels.findIndex((label) => memberCities.some((city) => city.slug === label.toLowerCase()));
  if (at < 0) return undefined;
  labels[at] = slug;
  return `${present.protocol}//${labels.join(".")}`;
}
