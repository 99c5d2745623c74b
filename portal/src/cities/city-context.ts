import { createContext, useContext } from "react";
import type { MemberCity } from "./member-cities.ts";

export const CityContext = createContext<MemberCity | undefined>(undefined);

/** The city whose portal this is. Throws outside `CityContext`. */
export function useCity(): MemberCity {
  const city = useContext(CityContext);
  if (!city) throw new Error("useCity needs CityContext");
  return city;
}
