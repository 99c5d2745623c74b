import { isMemberCode } from "../../../ledger-service/src/kernel/check-code.ts";
import type { CastCity } from "./cities.ts";
import type { SeededRandom } from "./random.ts";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_CHARACTERS = 7;

/** A resident's member code: city character, seven drawn characters, check character. */
export const castMemberCode = (random: SeededRandom, city: CastCity, sub: string): string => {
  for (let draw = 0; ; draw += 1) {
    const drawn = Array.from({ length: RANDOM_CHARACTERS }, (_, position) =>
      ALPHABET.charAt(random.below(`member-code/${sub}/${draw}/${position}`, ALPHABET.length)),
    ).join("");
    const code = [...ALPHABET].map((check) => city.character + drawn + check).find(isMemberCode);
    if (code !== undefined) return code;
  }
};
