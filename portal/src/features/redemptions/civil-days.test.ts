import { expect } from "chai";
import { readDay, shiftDay } from "./civil-days.ts";

describe("civil days", () => {
  it("moves over months, years and the change of hour", () => {
    expect(shiftDay("2026-03-01", -1)).to.equal("2026-02-28");
    expect(shiftDay("2026-12-31", 1)).to.equal("2027-01-01");
    expect(shiftDay("2026-11-01", 1)).to.equal("2026-11-02");
  });

  it("reads the day of an address, and today for anything else", () => {
    expect(readDay("2026-11-20", "2026-11-25")).to.equal("2026-11-20");
    for (const odd of [null, "", "hier", "2026-13-40", "2026-11-26"]) expect(readDay(odd, "2026-11-25"), String(odd)).to.equal("2026-11-25");
  });
});
