import { expect } from "chai";
import { flattenMessage } from "./flatten-message.ts";

describe("flattenMessage", () => {
  it("names every value of a struct, those of inner structs too", () => {
    const message = { cityId: 1, resolution: { year: 2026, number: 14 }, granted: false, validBefore: "1790000000" };
    expect(flattenMessage(message)).to.deep.equal([
      { name: "cityId", value: "1" },
      { name: "resolution.year", value: "2026" },
      { name: "resolution.number", value: "14" },
      { name: "granted", value: "false" },
      { name: "validBefore", value: "1790000000" },
    ]);
  });
});
