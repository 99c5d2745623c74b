import { expect } from "chai";
import { addressAfterSignIn } from "./address-after-sign-in.ts";

describe("addressAfterSignIn", () => {
  it("goes back to a path of this portal", () => {
    expect(addressAfterSignIn("/mes-points")).to.equal("/mes-points");
    expect(addressAfterSignIn("/ville/emissions?du=2026-11-01")).to.equal("/ville/emissions?du=2026-11-01");
  });

  it("never leads to another site", () => {
    for (const asked of ["//ailleurs.example", "https://ailleurs.example", "/\\ailleurs.example", "javascript:alert(1)", "", null]) {
      expect(addressAfterSignIn(asked), String(asked)).to.equal("/ouverture");
    }
  });

  it("does not come back to the access screen", () => {
    expect(addressAfterSignIn("/acces?retour=/acces")).to.equal("/ouverture");
  });
});
