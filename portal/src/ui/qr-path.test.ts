import { expect } from "chai";
import { encode } from "uqr";
import { qrPath } from "./qr-path.ts";

describe("qrPath", () => {
  it("draws exactly the dark modules of the code", () => {
    const payload = "http://brossard.localhost:8080/c#reference";
    const { path, size } = qrPath(payload);
    const dark = encode(payload, { ecc: "M", border: 0 }).data.flat().filter(Boolean).length;
    const drawn = [...path.matchAll(/h(\d+)v1/g)].reduce((sum, run) => sum + Number(run[1]), 0);
    expect(size).to.be.greaterThan(20);
    expect(drawn).to.equal(dark);
  });
});
