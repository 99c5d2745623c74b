import { queryOptions } from "@tanstack/react-query";
import { readBoolean, readList, readNumber, readRecord, readString } from "./read-json.ts";
import { requestJson } from "./request-json.ts";

/** A member as others reach it: its portal's origin and the first character of its typed codes. */
export type ReachableCity = { slug: string; origin: string; codeCharacter: string };

/** What anyone may know of the city that serves this portal and of the network it stands on. */
export type CityFacts = {
  slug: string;
  chainId: number;
  genesisHash: string;
  /** True on the embedded chain: receipts say « registre d'essai ». */
  testLedger: boolean;
  cities: ReachableCity[];
};

export function readCityFacts(body: unknown): CityFacts {
  const facts = readRecord(body, "city");
  return {
    slug: readString(facts.slug, "city.slug"),
    chainId: readNumber(facts.chainId, "city.chainId"),
    genesisHash: readString(facts.genesisHash, "city.genesisHash"),
    testLedger: readBoolean(facts.testLedger, "city.testLedger"),
    cities: readList(facts.cities, "city.cities", (item, place) => {
      const city = readRecord(item, place);
      return { slug: readString(city.slug, `${place}.slug`), origin: readString(city.origin, `${place}.origin`), codeCharacter: readString(city.codeCharacter, `${place}.codeCharacter`) };
    }),
  };
}

export const cityFactsQuery = queryOptions({
  queryKey: ["city"],
  queryFn: async ({ signal }) => readCityFacts((await requestJson("/api/city", { signal })).body),
  staleTime: Number.POSITIVE_INFINITY,
});
