import { expect } from "chai";
import { netPositions } from "./clearing.ts";

describe("netPositions", () => {
  it("gives each city what it receives less what it owes; they sum to zero", () => {
    const positions = netPositions({ cityIds: [1, 9, 11], cells: [["0", "300", "20"], ["450", "0", "0"], ["0", "10", "0"]] });
    expect(positions.map(({ net }) => net)).to.deep.equal([130n, -140n, 10n]);
    expect(positions.reduce((sum, { net }) => sum + net, 0n)).to.equal(0n);
    expect(positions[0]).to.deep.include({ owes: 320n, receives: 450n });
  });
});
