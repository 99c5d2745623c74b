import type { Hex } from "viem";
import { officerOf } from "./cast-accounts.ts";
import type { CastWriting } from "./cast-writing.ts";
import { CAST_CITIES } from "./cities.ts";
import { signsDigests } from "./sign-acts.ts";

/** Each city's directory keys, by their hash: how the others know its signature. */
export const seedDirectories = async (
  { chain, signing, keys, accounts }: CastWriting,
  directoryHashOf: (citySlug: string) => Hex,
  at: number,
): Promise<void> => {
  chain.setTime(at);
  for (const city of CAST_CITIES) {
    const { sub } = officerOf(city, "admin");
    const act = { cityId: city.id, directoryHash: directoryHashOf(city.slug), revision: 1, validBefore: BigInt(at + 3_600) };
    const approval = await signing.approve(accounts.person(sub), signsDigests(keys.person(sub)), "DirectoryUpdate", act);
    await chain.call(`directory of ${city.name}`, "participants", "publishDirectory", [act, [approval]]);
  }
  await chain.sealAt(at);
};
