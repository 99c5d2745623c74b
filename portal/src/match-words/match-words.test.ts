import { expect } from "chai";
import type { Hex } from "viem";
import { livingWords } from "./living-words.ts";
import { MalformedChargeId, matchWords } from "./match-words.ts";
import { thingWords } from "./thing-words.ts";

const chargeOf = (firstBytes: string): Hex => `0x${firstBytes}${"00".repeat(30)}`;

/** Letters without accents: what the ear and a hurried eye compare. */
function folded(word: string): string {
  return word.normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

/** True when one letter added, removed or changed makes one word of the other. */
function withinOneLetter(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  const rests = [[1, 1], [1, 0], [0, 1]] as const;
  return rests.some(([skipLeft, skipRight]) => left.slice(start + skipLeft) === right.slice(start + skipRight));
}

describe("matchWords", () => {
  it("has 256 different words in each list and none in both", () => {
    expect(new Set(livingWords).size).to.equal(256);
    expect(new Set(thingWords).size).to.equal(256);
    expect(new Set([...livingWords, ...thingWords].map(folded)).size).to.equal(512);
  });

  it("has only single words of 3 to 12 letters", () => {
    for (const word of [...livingWords, ...thingWords]) expect(word).to.match(/^\p{Ll}{3,12}$/u);
  });

  it("has no two words one letter apart", () => {
    const words = [...livingWords, ...thingWords].map(folded);
    const close = words.flatMap((word, index) => words.slice(index + 1).filter((other) => withinOneLetter(word, other)).map((other) => `${word}/${other}`));
    expect(close).to.deep.equal([]);
  });

  it("takes the first word from the first byte and the second from the second [W14]", () => {
    const [living, thing] = matchWords(chargeOf("00ff"));
    expect(living.toLowerCase()).to.equal(livingWords[0]);
    expect(thing.toLowerCase()).to.equal(thingWords[255]);
    expect(matchWords(chargeOf("01ff"))[0]).to.not.equal(living);
    expect(matchWords(chargeOf("00fe"))[1]).to.not.equal(thing);
  });

  it("does not depend on the case of the hexadecimal", () => {
    expect(matchWords(chargeOf("ABCD"))).to.deep.equal(matchWords(chargeOf("abcd")));
  });

  it("refuses what is not a charge id, rather than showing words", () => {
    for (const bad of ["0x", "0xabcd", `${chargeOf("abcd")}00`] as const) expect(() => matchWords(bad)).to.throw(MalformedChargeId);
  });
});
