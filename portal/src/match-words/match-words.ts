import type { Hex } from "viem";
import { livingWords } from "./living-words.ts";
import { thingWords } from "./thing-words.ts";

/** A charge id that is not 32 bytes of hexadecimal. */
export class MalformedChargeId extends Error {
  readonly chargeId: string;
  constructor(chargeId: string) {
    super("A charge id is 32 bytes of hexadecimal");
    this.name = "MalformedChargeId";
    this.chargeId = chargeId;
  }
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * The two words both screens show for one charge: one of 256 by each of the first two bytes of `chargeId`,
 * which both screens compute from the terms they show [W14].
 */
export function matchWords(chargeId: Hex): [string, string] {
  const [, first, second] = /^0x([0-9a-fA-F]{2})([0-9a-fA-F]{2})[0-9a-fA-F]{60}$/.exec(chargeId) ?? [];
  const living = livingWords[Number.parseInt(first ?? "", 16)];
  const thing = thingWords[Number.parseInt(second ?? "", 16)];
  if (living === undefined || thing === undefined) throw new MalformedChargeId(chargeId);
  return [capitalized(living), capitalized(thing)];
}
