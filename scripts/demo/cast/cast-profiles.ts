import type { Hex } from "viem";
import { privateProfileHash, profileHash } from "../../../ledger-service/src/modules/participants/institution-profile-hash.ts";
import type { SeededInstitution } from "./cast-institutions.ts";
import type { SeededRandom } from "./random.ts";

/** What a city keeps of an institution; the ledger has its salted hash [X2]. */
export interface CastProfile {
  readonly kind: string;
  readonly name: string;
  readonly category: string;
  readonly address: string;
  readonly phone: string;
  readonly publicSalt: Hex;
  readonly privateSalt: Hex;
  readonly profileHash: Hex;
}

export const profileOf = (random: SeededRandom, one: SeededInstitution): CastProfile => {
  const publicSalt = random.bytes32(`profile/public/${one.city.slug}/${one.name}`);
  const privateSalt = random.bytes32(`profile/private/${one.city.slug}/${one.name}`);
  const { kind, name, category, address } = one;
  const phone = one.city.phone;
  const hash = profileHash({ kind, name, category, address, salt: publicSalt }, privateProfileHash({ phone, salt: privateSalt }));
  return { kind, name, category, address, phone, publicSalt, privateSalt, profileHash: hash };
};
