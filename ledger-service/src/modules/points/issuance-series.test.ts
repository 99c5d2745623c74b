import { expect } from "chai";
import { periodsBetween } from "./issuance-series.ts";

describe("periodsBetween", () => {
  it("cuts days, Monday weeks and months in UTC", () => {
    const from = new Date("2026-10-29T00:00:00Z");
    const to = new Date("2026-11-10T00:00:00Z");
    expect(periodsBetween("day", from, to)).to.have.length(12);
    expect(periodsBetween("week", from, to)).to.deep.equal(["2026-10-26", "2026-11-02", "2026-11-09"]);
    expect(periodsBetween("month", from, to)).to.deep.equal(["2026-10-01", "2026-11-01"]);
  });
  it("stops at a limit whatever is asked", () => {
    expect(periodsBetween("day", new Date("2000-01-01T00:00:00Z"), new Date("2026-01-01T00:00:00Z"))).to.have.length(400);
  });
});
