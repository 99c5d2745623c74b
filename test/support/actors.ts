import { getAddress, id } from "ethers";
import type { Address, Hex } from "viem";
import { type FoundingCity, type FoundingOfficer, validatorWithoutNode } from "../../scripts/deploy/founding-city.ts";
import type { PowerName } from "../../scripts/deploy/power-names.ts";
import type { Holder } from "./acts.ts";
import { walletSigner } from "./signers.ts";

export interface Officer extends Holder {
  readonly name: string;
  readonly account: Address;
  readonly cityId: number;
  readonly powers: readonly PowerName[];
}

/** An account id as random as any; the same name gives the same one. */
export const accountOf = (name: string): Address => asAddress(getAddress(`0x${id(`account of ${name}`).slice(26)}`));

const asHex = (text: string): Hex => {
  if (!text.startsWith("0x")) throw new TypeError(`not hexadecimal: ${text}`);
  return `0x${text.slice(2)}`;
};

const asAddress: (text: string) => Address = asHex;

export const officer = (cityId: number, name: string, ...powers: PowerName[]): Officer => ({
  name,
  cityId,
  powers,
  account: accountOf(name),
  signer: walletSigner(name),
});

/** Brossard (1): the home city of most tests. */
export const solange = officer(1, "Solange", "ADMIN");
export const paul = officer(1, "Paul", "ACCREDIT");
export const marthe = officer(1, "Marthe", "PROGRAMME");
export const denis = officer(1, "Denis", "PROGRAMME");
export const helene = officer(1, "Hélène", "TREASURY");
export const francois = officer(1, "François", "AUDIT");
export const benoit = officer(1, "Benoît", "COUNCIL");
export const serviceOfBrossard = officer(1, "service of Brossard", "ENROL", "RELAY");

/** Magog (2): the other city. */
export const sylvie = officer(2, "Sylvie", "ADMIN");
export const pascal = officer(2, "Pascal", "ACCREDIT");
export const mireille = officer(2, "Mireille", "PROGRAMME");
export const donat = officer(2, "Donat", "PROGRAMME");
export const henri = officer(2, "Henri", "TREASURY");
export const lise = officer(2, "Lise", "COUNCIL");
export const serviceOfMagog = officer(2, "service of Magog", "ENROL", "RELAY");

/** Wendake (11): the smallest, whose ceiling is the lowest. */
export const yolande = officer(11, "Yolande", "ADMIN");
export const rene = officer(11, "René", "ACCREDIT");
export const manon = officer(11, "Manon", "PROGRAMME");
export const gaston = officer(11, "Gaston", "PROGRAMME");
export const tania = officer(11, "Tania", "TREASURY");
export const eloise = officer(11, "Éloïse", "COUNCIL");
export const serviceOfWendake = officer(11, "service of Wendake", "ENROL", "RELAY");

/** Delson (14): there because a consortium has four members at least; few tests need it. */
export const monique = officer(14, "Monique", "ADMIN");
export const laurent = officer(14, "Laurent", "COUNCIL");
export const serviceOfDelson = officer(14, "service of Delson", "ENROL", "RELAY");

const founding = ({ account, signer, powers }: Officer): FoundingOfficer => ({
  account,
  signer: asHex(signer.bytes),
  powers,
});

export const city = (
  cityId: number,
  population: number,
  rpIdHost: string,
  officers: readonly Officer[],
  service: Officer,
): FoundingCity => ({
  id: cityId,
  population,
  rpIdHost,
  institutionSalt: asHex(id(`institution of ${rpIdHost}`)),
  validator: validatorWithoutNode(cityId),
  officers: officers.map(founding),
  service: founding(service),
});

export const brossard = city(
  1, 85_721, "brossard.test", [solange, paul, marthe, denis, helene, francois, benoit], serviceOfBrossard,
);
export const magog = city(2, 26_669, "magog.test", [sylvie, pascal, mireille, donat, henri, lise], serviceOfMagog);
export const wendake = city(11, 2_134, "wendake.test", [yolande, rene, manon, gaston, tania, eloise], serviceOfWendake);
export const delson = city(14, 7_457, "delson.test", [monique, laurent], serviceOfDelson);

export const CITIES: readonly FoundingCity[] = [brossard, magog, wendake, delson];
