import type { PowerName } from "../../../scripts/deploy/power-names.ts";
import type { CityIdentity } from "../../../ledger-service/src/platform/environment/city-configuration.ts";
import { walletActor, type WalletActor } from "./service-actors.ts";

export interface TestCity extends Omit<CityIdentity, "origin"> {
  readonly officers: readonly { readonly actor: WalletActor; readonly powers: readonly PowerName[] }[];
}

/** Officers of a city, one a power and two for PROGRAMME, as a founding has them. */
function officersOf(cityName: string): TestCity["officers"] {
  const officer = (title: string, ...powers: PowerName[]) => ({ actor: walletActor(`${title} of ${cityName}`), powers });
  return [
    officer("administrator", "ADMIN"),
    officer("accreditor", "ACCREDIT"),
    officer("programmer", "PROGRAMME"),
    officer("second programmer", "PROGRAMME"),
    officer("treasurer", "TREASURY"),
    officer("auditor", "AUDIT"),
    officer("delegate", "COUNCIL"),
  ];
}

export const brossard: TestCity = {
  id: 1,
  slug: "brossard",
  name: "Brossard",
  population: 85_721,
  character: "B",
  officers: officersOf("Brossard"),
};

export const magog: TestCity = {
  id: 4,
  slug: "magog",
  name: "Magog",
  population: 26_669,
  character: "M",
  officers: officersOf("Magog"),
};

/** Members that vote from elsewhere. */
export const delson: TestCity = { id: 9, slug: "delson", name: "Delson", population: 7_457, character: "D", officers: officersOf("Delson") };
export const wendake: TestCity = { id: 11, slug: "wendake", name: "Wendake", population: 2_134, character: "W", officers: officersOf("Wendake") };
export const saintLambert: TestCity = { id: 6, slug: "saint-lambert", name: "Saint-Lambert", population: 21_861, character: "L", officers: officersOf("Saint-Lambert") };

export function officerOf(city: TestCity, power: PowerName): WalletActor {
  const officer = city.officers.find(({ powers }) => powers.includes(power));
  if (officer === undefined) throw new Error(`${city.name} has no officer for ${power}`);
  return officer.actor;
}
