import { expect } from "chai";
import { callRoll } from "./pick-node.ts";
import type { NodeLook } from "./probe-node.ts";

const at = (blockNumber: bigint, more: object = {}): NodeLook => ({ kind: "ANSWERS", blockNumber, blockTimestampSeconds: 0, highestBlockNumber: blockNumber, ...more });
const silent: NodeLook = { kind: "SILENT" };
const stranger: NodeLook = { kind: "OTHER_NETWORK", what: "chain id", expected: "1", found: "2" };

describe("which nodes of a list may be asked", () => {
  it("are in the list's order, the city's own first, one block behind or not", () => {
    expect(callRoll([at(9n), at(10n)], 0n).fit).to.deep.equal([0, 1]);
    expect(callRoll([undefined, at(10n)], 0n).fit, "not looked at yet").to.deep.equal([0, 1]);
  });

  it("are none that is two blocks behind another, or behind what is indexed", () => {
    expect(callRoll([at(8n), at(10n)], 0n)).to.deep.include({ fit: [1], statuses: ["BEHIND", "FIT"] });
    expect(callRoll([at(8n)], 9n)).to.deep.include({ fit: [], reason: "ALL_BEHIND" });
    expect(callRoll([at(8n, { highestBlockNumber: 40n })], 0n), "it says itself that it is catching up").to.deep.include({ fit: [], reason: "ALL_BEHIND" });
  });

  it("are none of another network, and it is said when there is no other", () => {
    expect(callRoll([stranger, at(3n)], 0n).fit).to.deep.equal([1]);
    expect(callRoll([stranger, silent], 0n).reason).to.equal("OTHER_NETWORK");
    expect(callRoll([silent, silent], 0n).reason).to.equal("NONE_ANSWERS");
  });

  it("have peers, unless only lonely ones are left", () => {
    expect(callRoll([at(5n, { peerCount: 0 }), at(5n, { peerCount: 3 })], 0n).fit).to.deep.equal([1, 0]);
    expect(callRoll([at(5n, { peerCount: 0 })], 0n).fit).to.deep.equal([0]);
  });

  it("see a quorum or not: eight validators of eleven make a block, seven do not", () => {
    const seeing = (peerCount: number) => callRoll([at(5n, { peerCount, validatorCount: 11 })], 0n).isQuorumLost;
    expect([seeing(7), seeing(6)]).to.deep.equal([false, true]);
    expect(callRoll([at(5n)], 0n).isQuorumLost, "a node that does not say").to.equal(false);
  });
});
