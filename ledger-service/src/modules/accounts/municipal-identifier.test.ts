import { expect } from "chai";
import { composeMunicipalIdentifier, identifierPrefixOf } from "./municipal-identifier.ts";

describe("municipal identifier", () => {
  it("names the city, the year and an ordinal of seven digits", () => {
    expect(composeMunicipalIdentifier("BRO", 2026, 4821n)).to.equal("BRO-2026-0004821");
  });

  it("takes three letters of the city's slug", () => {
    expect(identifierPrefixOf("brossard")).to.equal("BRO");
    expect(identifierPrefixOf("saint-constant")).to.equal("SCO");
    expect(identifierPrefixOf("saint-basile-le-grand")).to.equal("SBL");
    expect(identifierPrefixOf("la-prairie")).to.equal("LPR");
  });
});
