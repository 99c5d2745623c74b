import { expect } from "chai";
import { compareCloses } from "./compare-closes.ts";
import { closeTextOf, parseClose, reportHashOf, type DailyClose, type SignedClose } from "./daily-close.ts";

const day = "2026-11-24";
const hash = (digit: string): `0x${string}` => `0x${digit.repeat(64)}`;

function closeOf(cityId: number, change: Partial<DailyClose> = {}): SignedClose {
  const totals = { "1": { issued: "900", redeemed: "200", returned: "0", supply: "700" }, "11": { issued: "40", redeemed: "0", returned: "0", supply: "40" } };
  const text = closeTextOf({
    format: "maille-close/1", chainId: 1, cityId, day, firstBlock: 10, lastBlock: 20, lastBlockHash: hash("a"), eventCount: 31,
    eventsRoot: hash("b"), logHead: hash("c"), totals, ...change,
  });
  return { cityId, day, text, reportHash: reportHashOf(text), validBefore: 1n, signature: "0x" };
}

const nameOf = (cityId: number): string => ({ 1: "Brossard", 4: "Magog", 11: "Wendake" })[cityId] ?? `Ville ${cityId}`;
const everyone = Array.from({ length: 11 }, (_, index) => index + 1);

describe("compareCloses", () => {
  it("counts all that say the same", () => {
    const { agreeing, differing } = compareCloses(day, everyone.map((cityId) => closeOf(cityId)), nameOf);
    expect(agreeing).to.deep.equal(everyone);
    expect(differing).to.deep.equal([]);
  });

  it("names who says otherwise than most, its own city too, with the first number", () => {
    const totals = { "11": { issued: "47", redeemed: "0", returned: "0", supply: "47" }, "1": { issued: "900", redeemed: "200", returned: "0", supply: "700" } };
    const closes = [closeOf(1, { totals }), ...everyone.slice(1).map((cityId) => closeOf(cityId))];
    const { agreeing, differing } = compareCloses(day, closes, nameOf);
    expect(agreeing).to.have.length(10).and.not.include(1);
    expect(differing).to.deep.equal([
      { cityId: 1, difference: { what: "Points inscrits de Wendake", whatEn: "Points issued of Wendake", expected: "40", found: "47", difference: "7" } },
    ]);
  });

  it("says a hash where no number differs, and takes its own close as the measure between two", () => {
    const { agreeing, differing } = compareCloses(day, [closeOf(1), closeOf(4, { logHead: hash("d") })], nameOf);
    expect(agreeing).to.deep.equal([1]);
    expect(differing.map(({ cityId, difference }) => [cityId, difference.what, difference.difference])).to.deep.equal([[4, "Empreinte du journal", null]]);
  });

  it("reads a close only as it is written canonically: another spelling would have another hash", () => {
    const { text } = closeOf(4);
    expect(parseClose(text)?.cityId).to.equal(4);
    expect(parseClose(text.replace(":", ": "))).to.equal(undefined);
    expect(parseClose(text.replace('"chainId":1', '"chainId":1,"chainId2":1'))).to.equal(undefined);
  });
});
