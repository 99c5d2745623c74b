import { expect } from "chai";
import { hoursByMonth } from "./hours-by-month.ts";
import type { PublicProgramme } from "./public-summary.ts";

const programme = (programmeId: `0x${string}`, unit: PublicProgramme["unit"]): PublicProgramme => ({
  programmeId, unit, title: "", rate: { points: 1, quantity: 1 }, budgetPoints: "0", reservedPoints: "0", issuedPoints: "0",
  pendingSeconds: 0, isTrial: false, status: "OPEN", resolution: { label: "2026-014" },
});
const line = (programmeId: `0x${string}`, quantities: string[]) => ({ programmeId, title: "", issuedPoints: [], quantities });

describe("hoursByMonth", () => {
  it("adds the weeks of a month, of programmes that count minutes only", () => {
    const months = hoursByMonth({
      programmes: [programme("0x01", "MINUTE"), programme("0x02", "ATTENDANCE")],
      series: {
        step: "week",
        periods: ["2026-09-28", "2026-10-26", "2026-11-02", "2026-11-09"],
        programmes: [line("0x01", ["0", "120", "60", "90"]), line("0x02", ["600", "600", "600", "600"])],
      },
    });
    expect(months).to.deep.equal([{ month: "2026-10", hours: 2 }, { month: "2026-11", hours: 3 }]);
  });
});
