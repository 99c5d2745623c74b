import { queryOptions } from "@tanstack/react-query";
import { readList, readNumber, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

/** A member as the ledger and the others know it: its number, its portal's origin, the letter of its codes. */
export type ReachableCity = { id: number; slug: string; name: string; population: number; origin: string; codeCharacter: string };

export function readCities(body: unknown): ReachableCity[] {
  return readList(readRecord(body, "answer").cities, "cities", (item, place) => {
    const city = readRecord(item, place);
    return {
      id: readNumber(city.id, `${place}.id`),
      slug: readString(city.slug, `${place}.slug`),
      name: readString(city.name, `${place}.name`),
      population: readNumber(city.population, `${place}.population`),
      origin: readString(city.origin, `${place}.origin`),
      codeCharacter: readString(city.character, `${place}.character`),
    };
  });
}

export const citiesQuery = queryOptions({
  queryKey: ["cities"],
  queryFn: async ({ signal }) => readCities((await requestJson("/api/cities", { signal })).body),
  staleTime: Number.POSITIVE_INFINITY,
});
