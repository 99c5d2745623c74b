import { expect } from "chai";
import { parseDuration, parseMemberCode, parsePoints } from "./exchange-proposal.ts";

describe("parseDuration", () => {
  it("reads durations as people write them", () => {
    const written: [string, number][] = [["2 h", 120], ["1 h 30", 90], ["1\u00a0h\u00a030", 90], ["1:30", 90], ["1,5 h", 90], ["0.75", 45], ["45 min", 45], ["90", 90], ["2 heures", 120], ["30 minutes", 30]];
    for (const [text, minutes] of written) expect(parseDuration(text), text).to.equal(minutes);
  });
  it("refuses the rest", () => {
    for (const text of ["", "0", "1 h 75", "deux heures", "-30", "1,001 h", "99999"]) expect(parseDuration(text), text).to.equal(undefined);
  });
});

describe("parseMemberCode", () => {
  it("takes spaces, hyphens and small letters", () => {
    expect(parseMemberCode(" b3k 7m2-q9x ")).to.equal("B3K7M2Q9X");
  });
  it("wants its nine characters", () => {
    expect(parseMemberCode("B3K7M2Q9")).to.equal(undefined);
    expect(parseMemberCode("B3K7M2Q9X4")).to.equal(undefined);
    expect(parseMemberCode("B3K7M2Q9É")).to.equal(undefined);
  });
});

describe("parsePoints", () => {
  it("reads whole points only", () => {
    expect(parsePoints("1 200")).to.equal(1200n);
    for (const text of ["0", "-5", "1,5", "abc", ""]) expect(parsePoints(text), text).to.equal(undefined);
  });
});
