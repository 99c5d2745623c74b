import { expect } from "chai";
import { typeset } from "./typeset.ts";

describe("typeset", () => {
  it("puts a thin no-break space before a colon and inside guillemets", () => {
    expect(typeset("Il vous reste : « Mes points »")).to.equal("Il vous reste\u202f: «\u202fMes points\u202f»");
  });

  it("leaves no space before ? ! ;", () => {
    expect(typeset("Approuver ce paiement ?")).to.equal("Approuver ce paiement?");
  });

  it("binds a number to its unit, percent and dollar", () => {
    expect(typeset("450 points, 69 %, 4,50 $, 9 h 42")).to.equal("450\u00a0points, 69\u00a0%, 4,50\u00a0$, 9\u00a0h\u00a042");
  });

  it("curls the apostrophe and leaves an address alone", () => {
    expect(typeset("l'adresse https://brossard.localhost:8080/c")).to.equal("l’adresse https://brossard.localhost:8080/c");
  });
});
