import { expect } from "chai";
import { renewalDelay } from "./resident-code.ts";

describe("renewalDelay", () => {
  const code = { renewAt: "2026-11-23T14:00:30Z" };
  it("renews when the service says", () => {
    expect(renewalDelay(code, Date.parse("2026-11-23T14:00:10Z"))).to.equal(20_000);
  });
  it("keeps its rhythm on a device whose clock is wrong", () => {
    expect(renewalDelay(code, Date.parse("2026-11-23T13:00:00Z"))).to.equal(30_000);
    expect(renewalDelay(code, Date.parse("2026-11-23T15:00:00Z"))).to.equal(5_000);
  });
});
