import type { DataSource } from "typeorm";
import type { z } from "zod";
import type { CityIdentity } from "../../platform/environment/city-configuration.ts";
import type { closesLightSchema } from "./audit.schemas.ts";
import { collectedClosesOf, latestCommonDay, ownCloseOf } from "./close-store.ts";
import { compareCloses } from "./compare-closes.ts";

/** What the closes of all cities say together of the latest day of which two are here; null before there is one. */
export async function readClosesLight(parts: {
  database: DataSource;
  cityId: number;
  cities: readonly Pick<CityIdentity, "id" | "name">[];
}): Promise<z.output<typeof closesLightSchema> | null> {
  const { database, cityId, cities } = parts;
  const day = await latestCommonDay(database);
  const own = day === undefined ? undefined : await ownCloseOf(database, cityId, day);
  if (day === undefined || own === undefined) return null;
  const nameOf = (id: number): string => cities.find((city) => city.id === id)?.name ?? String(id);
  const closes = [own, ...(await collectedClosesOf(database, day))];
  const { agreeing, differing } = compareCloses(day, closes, nameOf);
  const heard = new Set(closes.map((close) => close.cityId));
  return {
    day,
    cityCount: cities.length,
    agreeingCount: agreeing.length,
    differing: differing.map(({ cityId: id, difference }) => ({ cityId: id, cityName: nameOf(id), ...difference })),
    missing: cities.filter(({ id }) => !heard.has(id)).map(({ id, name }) => ({ cityId: id, cityName: name })),
  };
}
