import { expect } from "chai";
import { LineStatus, SheetStatus, StrikeReason } from "../../platform/chain/generated/enums.ts";
import { lineReason, lineState } from "./line-state.ts";

const filed = { status: SheetStatus.FILED, reasonCode: 0 };
const revoked = { status: SheetStatus.REVOKED, reasonCode: 6 };
const line = (status: number, strikeReason = 0, ceilingStruckPoints = 0n) => ({ status, strikeReason, reasonCode: 1, ceilingStruckPoints });

describe("lineState", () => {
  it("is pending while nothing happened, and after a release", () => {
    expect(lineState(filed, undefined)).to.equal("PENDING");
    expect(lineState(filed, line(LineStatus.OPEN))).to.equal("PENDING");
  });
  it("falls with its sheet unless it was posted [A7]", () => {
    expect(lineState(revoked, undefined)).to.equal("STRUCK");
    expect(lineState(revoked, line(LineStatus.DISPUTED))).to.equal("STRUCK");
    expect(lineState(revoked, line(LineStatus.POSTED))).to.equal("POSTED");
    expect(lineReason(revoked, undefined)).to.equal("L’organisme a retiré la feuille.");
  });
  it("tells a line cut by the week's ceiling", () => {
    expect(lineReason(filed, line(LineStatus.POSTED, 0, 5n))).to.contain("plafond de la semaine");
    expect(lineReason(filed, line(LineStatus.STRUCK, StrikeReason.CEILING))).to.contain("plafond de la semaine");
  });
});
