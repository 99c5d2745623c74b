import type { Address, Hex } from "viem";
import type { CastCity } from "./cities.ts";
import { peopleOf, type CastPerson } from "./people.ts";
import type { SeededRandom } from "./random.ts";

/** Accounts and ids of the cast on one network; none says anything of whom it belongs to [X4]. */
export interface CastAccounts {
  person(sub: string): Address;
  service(citySlug: string): Address;
  /** From which the institution's address is predicted. */
  institutionSalt(citySlug: string, name: string): Hex;
}

export const castAccounts = (random: SeededRandom): CastAccounts => ({
  person: (sub) => random.account(`person/${sub}`),
  service: (citySlug) => random.account(`service/${citySlug}`),
  institutionSalt: (citySlug, name) => random.bytes32(`institution/${citySlug}/${name}`),
});

/** The person of a city who does a job. @throws RangeError when the cast has none */
export const officerOf = (city: CastCity, job: string): CastPerson => {
  const sub = `${city.slug}-${job}`;
  const person = peopleOf(city).find((one) => one.sub === sub);
  if (person === undefined) throw new RangeError(`no ${sub} in the cast`);
  return person;
};

/** Officers and the auditor: they hold their power from the city's founding on. */
export const foundersOf = (city: CastCity): readonly (CastPerson & { readonly powers: readonly string[] })[] =>
  peopleOf(city).flatMap((person) => {
    if (person.role.kind === "OFFICER") return [{ ...person, powers: person.role.powers }];
    return person.role.kind === "AUDITOR" ? [{ ...person, powers: ["AUDIT"] }] : [];
  });
