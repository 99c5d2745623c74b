import { expect } from "chai";
import { civilDayEnd, civilDayOf, civilDayStart, civilDayText, civilTimeText, isSameCivilDay } from "./civil-day.ts";
import { isMemberCode, newMemberCode, newTypedCode, normalizeCode } from "./check-code.ts";
import { canonicalHash, canonicalJson } from "./canonical-json.ts";
import { dollarsText, minutesText, numberText, pointsText } from "./number-text.ts";
import { defineProblems } from "./problem.ts";
import { fromTagged, toTagged } from "./tagged-json.ts";
import { weekIndexAt, weekIndexOfMonday, weekStart, weekStartDate } from "./week.ts";

describe("weeks", () => {
  it("counts Monday weeks in UTC from the week of 1 January 1970, as the ledger does", () => {
    expect(weekIndexAt(new Date("1970-01-01T00:00:00Z"))).to.equal(0);
    expect(weekIndexAt(new Date("1970-01-04T23:59:59Z"))).to.equal(0);
    expect(weekIndexAt(new Date("1970-01-05T00:00:00Z"))).to.equal(1);
    const index = weekIndexAt(new Date("2026-11-25T12:00:00Z"));
    expect(weekStartDate(index)).to.equal("2026-11-23");
    expect(weekIndexAt(weekStart(index))).to.equal(index);
  });

  it("knows Mondays from other days", () => {
    expect(weekIndexOfMonday("2026-11-23")).to.equal(weekIndexAt(new Date("2026-11-25T12:00:00Z")));
    expect(weekIndexOfMonday("2026-11-24")).to.equal(undefined);
    expect(weekIndexOfMonday("not a day")).to.equal(undefined);
  });
});

describe("civil days", () => {
  it("ends the legal day at midnight in Québec, on the nights when the clocks move too", () => {
    expect(civilDayOf(new Date("2026-11-26T04:59:59Z"))).to.equal("2026-11-25");
    expect(civilDayOf(new Date("2026-11-26T05:00:00Z"))).to.equal("2026-11-26");
    expect(civilDayStart("2026-07-01").toISOString()).to.equal("2026-07-01T04:00:00.000Z");
    expect(civilDayStart("2026-03-08").toISOString()).to.equal("2026-03-08T05:00:00.000Z");
    expect(civilDayEnd("2026-03-08").toISOString()).to.equal("2026-03-09T04:00:00.000Z");
    expect(civilDayStart("2026-11-01").toISOString()).to.equal("2026-11-01T04:00:00.000Z");
    expect(civilDayEnd("2026-11-01").toISOString()).to.equal("2026-11-02T05:00:00.000Z");
    expect(isSameCivilDay(new Date("2026-11-25T23:00:00Z"), new Date("2026-11-26T04:00:00Z"))).to.equal(true);
  });

  it("writes days and times as people read them", () => {
    expect(civilDayText(new Date("2026-11-23T15:00:00Z"))).to.equal("23 novembre 2026");
    expect(civilTimeText(new Date("2026-11-23T14:42:00Z"))).to.equal("9 h 42");
  });
});

describe("numbers for people", () => {
  it("puts thin spaces between thousands and a true minus", () => {
    expect(numberText(1_250n)).to.equal("1\u202F250");
    expect(numberText(-1_234_567)).to.equal("\u22121\u202F234\u202F567");
    expect(pointsText(1n)).to.equal("1\u00A0point");
    expect(pointsText(0n)).to.equal("0\u00A0point");
    expect(pointsText(250n)).to.equal("250\u00A0points");
    expect(minutesText(150)).to.equal("2\u00A0h\u00A030");
    expect(minutesText(45)).to.equal("45\u00A0min");
    expect(dollarsText(450n)).to.equal("4,50\u00A0$");
  });
});

describe("codes", () => {
  it("begins with the city's letter and ends with a character that catches one wrong character", () => {
    for (const letter of ["B", "L", "W"]) {
      const code = newMemberCode(letter);
      expect(code).to.have.length(9);
      expect(isMemberCode(code), code).to.equal(true);
      const wrong = code.charAt(3) === "0" ? "1" : "0";
      expect(isMemberCode(code.slice(0, 3) + wrong + code.slice(4))).to.equal(false);
    }
    expect(newTypedCode("B")).to.match(/^B[0-9A-HJKMNP-TV-Z]{7}$/);
  });

  it("reads what people write: spaces, hyphens, small letters, O for 0, I for 1", () => {
    expect(normalizeCode(" b7k2-m9qx o ")).to.equal("B7K2M9QX0");
    expect(normalizeCode("li00")).to.equal("L100");
  });
});

describe("canonical JSON", () => {
  it("writes one text for one value", () => {
    expect(canonicalJson({ b: 1n, a: { d: undefined, c: [2, { f: 1, e: 2 }] } })).to.equal('{"a":{"c":[2,{"e":2,"f":1}]},"b":"1"}');
    expect(canonicalHash({ a: 1, b: 2 })).to.equal(canonicalHash({ b: 2, a: 1 }));
  });
});

describe("tagged JSON", () => {
  it("gives bigints back as bigints, deep inside", () => {
    const value = { points: 2n ** 128n, lots: [{ cityId: 1, points: 5n }], text: "5" };
    expect(fromTagged(JSON.parse(JSON.stringify(toTagged(value))))).to.deep.equal(value);
  });
});

describe("problems", () => {
  const problems = defineProblems({
    full: { status: 409, title: "Plein", titleEn: "Full", detail: "Il reste {left} places.", detailEn: "{left} places are left." },
  });

  it("fills its sentences with values, in both languages", () => {
    const document = problems.of("full", { left: 3 }).toDocument();
    expect(document).to.deep.include({ code: "full", status: 409, detail: "Il reste 3 places.", detailEn: "3 places are left.", values: { left: 3 } });
    expect(document.type).to.match(/\/problems\/full$/);
  });
});
