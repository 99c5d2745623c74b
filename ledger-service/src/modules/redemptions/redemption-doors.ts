import type { Address, Hex } from "viem";
import type { CityIdentity } from "../../platform/environment/city-configuration.ts";

/** What redemptions ask of participants: registered names, from this city's records or another's signed directory. */
export interface MerchantBook {
  merchantOf(merchant: Address): Promise<RegisteredMerchant | undefined>;
  terminalOf(terminal: Hex): Promise<{ readonly merchant: Address; readonly isActive: boolean } | undefined>;
}

export interface RegisteredMerchant {
  readonly name: string;
  readonly cityId: number;
  readonly isActive: boolean;
  readonly dailyCeilingPoints: bigint;
}

/** What redemptions ask of accounts: the resident's private choice of cities [L7]. */
export interface OpenedCities {
  hasOpenedCity(account: Address, cityId: number): Promise<boolean>;
}

/** The member cities: a code's first character and a scanned origin name one of them (Q9). */
export interface MemberCities {
  readonly own: CityIdentity;
  readonly all: readonly CityIdentity[];
}

export function cityOfCharacter(cities: MemberCities, character: string): CityIdentity | undefined {
  return cities.all.find((city) => city.character === character);
}

export function cityOfOrigin(cities: MemberCities, origin: string): CityIdentity | undefined {
  return cities.all.find((city) => city.origin === origin);
}

export function cityOfId(cities: MemberCities, cityId: number): CityIdentity {
  const city = cities.all.find(({ id }) => id === cityId);
  if (city === undefined) throw new RangeError(`city ${cityId} is no member`);
  return city;
}
