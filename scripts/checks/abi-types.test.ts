import { expect } from "chai";
import { findFreeText, type AbiItem } from "./abi-types.ts";

const fn = (name: string, ...inputs: { name: string; type: string }[]): AbiItem => ({ type: "function", name, stateMutability: "nonpayable", inputs });

describe("the linter of what the ledger's rules accept [X1]", () => {
  it("allows ids, amounts, hashes and a signature", () => {
    expect(findFreeText("Desk", [fn("redeem", { name: "account", type: "address" }, { name: "points", type: "uint64" }, { name: "random", type: "bytes32" }, { name: "signature", type: "bytes" })])).to.deep.equal([]);
  });

  it("refuses text in a call", () => {
    expect(findFreeText("Desk", [fn("redeem", { name: "memo", type: "string" })])).to.have.lengthOf(1);
  });

  it("refuses bytes that nothing checks", () => {
    expect(findFreeText("Desk", [fn("redeem", { name: "data", type: "bytes" })])).to.have.lengthOf(1);
  });

  it("looks inside structs", () => {
    const inputs = [{ name: "charge", type: "tuple[]", components: [{ name: "note", type: "string" }] }];
    expect(findFreeText("Desk", [{ type: "function", name: "redeem", stateMutability: "nonpayable", inputs }])).to.deep.equal([
      { where: "Desk.redeem.charge", what: "parameter note of type string could carry text" },
    ]);
  });

  it("lets EAS's own data be, and no other struct's", () => {
    const members = [{ name: "uid", type: "bytes32" }, { name: "data", type: "bytes" }];
    const taking = (internalType: string): AbiItem => ({ type: "function", name: "attest", stateMutability: "payable", inputs: [{ name: "a", type: "tuple", internalType, components: members }] });
    expect(findFreeText("EarningSheets", [taking("struct Attestation")])).to.deep.equal([]);
    expect(findFreeText("EarningSheets", [taking("struct IDesk.Attestation")])).to.have.lengthOf(1);
  });

  it("lets the council's calls and closed doors be, parameter by parameter, and in no other contract", () => {
    const act = { name: "act", type: "tuple", components: [{ name: "calldatas", type: "bytes[]" }] };
    const created: AbiItem = { type: "event", name: "ProposalCreated", inputs: [{ name: "description", type: "string" }] };
    const surface = [fn("proposeFor", act), fn("queue", { name: "calldatas", type: "bytes[]" }), fn("relay", { name: "", type: "bytes" }), created];
    expect(findFreeText("Council", surface)).to.deep.equal([]);
    expect(findFreeText("Desk", surface)).to.have.lengthOf(4);
    expect(findFreeText("CouncilRoom", surface)).to.have.lengthOf(4);
    expect(findFreeText("Council", [fn("propose", { name: "description", type: "string" })])).to.have.lengthOf(1);
    expect(findFreeText("Council", [fn("voteFor", { name: "reason", type: "string" })])).to.have.lengthOf(1);
  });

  it("refuses even a key's bytes in an event, which everyone reads for ever", () => {
    expect(findFreeText("Accounts", [{ type: "event", name: "SignerAdded", inputs: [{ name: "signer", type: "bytes" }] }])).to.have.lengthOf(1);
  });
});
