import { expect } from "chai";
import { civilDayEnd, civilDayStart } from "./civil-day.ts";

describe("civil-day", () => {
  it("begins and ends a day in the cities' time, summer and winter", () => {
    expect(civilDayStart("2026-07-01")).to.equal("2026-07-01T04:00:00.000Z");
    expect(civilDayStart("2026-12-31")).to.equal("2026-12-31T05:00:00.000Z");
    expect(civilDayEnd("2026-12-31")).to.equal("2027-01-01T04:59:59.000Z");
  });

  it("keeps a day whole when the hour changes", () => {
    expect(civilDayStart("2026-11-01")).to.equal("2026-11-01T04:00:00.000Z");
    expect(civilDayEnd("2026-11-01")).to.equal("2026-11-02T04:59:59.000Z");
  });

  it("takes no day that is none", () => {
    expect(civilDayStart("2026-13-40")).to.equal(undefined);
    expect(civilDayStart("hier")).to.equal(undefined);
  });
});
