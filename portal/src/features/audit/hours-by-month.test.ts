import { expect } from "chai";
import { hoursByMonth } from "./hours-by-month.ts";

const line = (programmeId: `0x${string}`, quantities: string[]) => ({ programmeId, title: "", issuedPoints: [], quantities });

describe("hoursByMonth", () => {
  it("adds the weeks of a month, of programmes that count minutes only", () => {
    const months = hoursByMonth({
      programmes: [{ programmeId: "0x01", unit: "MINUTE" }, { programmeId: "0x02", unit: "ATTENDANCE" }],
      series: {
        step: "week",
        periods: ["2026-09-28", "2026-10-26", "2026-11-02", "2026-11-09"],
        programmes: [line("0x01", ["0", "120", "60", "90"]), line("0x02", ["600", "600", "600", "600"])],
      },
    });
    expect(months).to.deep.equal([{ month: "2026-10", hours: 2 }, { month: "2026-11", hours: 3 }]);
  });
});
