import { CAST_CITIES } from "../cast/cities.ts";
import { peopleOf } from "../cast/people.ts";
import { signIn, type Person } from "./person.ts";

/** The cities at their addresses. */
export type AddressOf = (slug: string) => string;

/** Signs in the person of a city's cast whose subject at the provider ends so: `resident-1`, `programme-2`. */
export async function signInCast(addressOf: AddressOf, slug: string, role: string): Promise<Person> {
  const city = CAST_CITIES.find((one) => one.slug === slug);
  const person = city === undefined ? undefined : peopleOf(city).find(({ sub }) => sub === `${slug}-${role}`);
  if (person === undefined) throw new RangeError(`No ${role} in the cast of ${slug}`);
  const actsFor = "institutionName" in person.role ? person.role.institutionName : undefined;
  return signIn(addressOf(slug), person.name, actsFor);
}
