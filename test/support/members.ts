import { getAddress, id } from "ethers";
import { consortiumAbi } from "../../ledger-service/src/platform/chain/generated/abis/consortium-abi.ts";
import { validatorWithoutNode } from "../../scripts/deploy/founding-city.ts";
import { accountOf } from "./actors.ts";
import { ethers } from "./chain.ts";
import { attach } from "./contracts.ts";

export interface NewMember {
  readonly cityId: number;
  readonly authority: string;
  readonly validator: string;
  readonly population: number;
}

/** City n of a consortium: n thousand people, an institution and a key of its own. */
export const memberOf = (cityId: number, changes: Partial<NewMember> = {}): NewMember => ({
  cityId,
  authority: accountOf(`institution of city ${String(cityId)}`),
  validator: getAddress(validatorWithoutNode(cityId)),
  population: cityId * 1_000,
  ...changes,
});

export const membersUpTo = (count: number): NewMember[] => Array.from({ length: count }, (_, index) => memberOf(index + 1));

/** A key that seals nothing yet. */
export const anotherValidator = (name: string): string => getAddress(`0x${id(`validator ${name}`).slice(26)}`);

/** A consortium of cities 1 to n alone on the chain; `timelock` is a key that stands for the council's timelock. */
export async function deployConsortium(count: number) {
  const [, timelock, stranger] = await ethers.getSigners();
  if (!timelock || !stranger) throw new Error("the simulated chain has too few accounts");
  const factory = await ethers.getContractFactory("Consortium", timelock);
  const deployed = await factory.deploy(timelock.address, membersUpTo(count));
  const consortium = attach(await deployed.getAddress(), consortiumAbi, timelock);
  return { consortium, timelock, stranger };
}
