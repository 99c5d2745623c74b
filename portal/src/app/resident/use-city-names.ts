import { useQuery } from "@tanstack/react-query";
import { citiesQuery } from "../../api/cities.ts";
import type { ReachableCity } from "../../api/cities.ts";

const NONE: readonly ReachableCity[] = [];

/** The members as the service lists them, and the name of one by its number. */
export function useCityNames(): { cities: readonly ReachableCity[]; nameOfCity: (cityId: number) => string | undefined } {
  const { data: cities = NONE } = useQuery(citiesQuery);
  return { cities, nameOfCity: (cityId) => cities.find((city) => city.id === cityId)?.name };
}
