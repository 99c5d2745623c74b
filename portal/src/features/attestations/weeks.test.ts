import { expect } from "chai";
import { recentWeeks, weekOf } from "./weeks.ts";

describe("weeks", () => {
  it("run from Monday to Sunday", () => {
    for (const day of ["2026-11-23", "2026-11-25", "2026-11-29"]) expect(weekOf(day), day).to.deep.equal({ monday: "2026-11-23", sunday: "2026-11-29" });
  });

  it("offers no week to come, and none that ended more than 91 days ago [A3]", () => {
    const weeks = recentWeeks("2026-11-25");
    expect(weeks[0]?.monday).to.equal("2026-11-23");
    const oldest = weeks.at(-1);
    expect(oldest && (Date.parse("2026-11-25") - Date.parse(oldest.sunday)) / 86_400_000).to.be.at.most(91);
  });
});
