import { expect } from "chai";
import { bookTabs, municipalityNavigation, programmeTabs } from "./navigation.ts";

const shownTo = (...powers: string[]) =>
  municipalityNavigation.filter((item) => item.isFor?.(new Set(powers)) !== false).map(({ to }) => to);

describe("municipality navigation", () => {
  it("shows an auditor the council's room and the books only", () => {
    expect(shownTo("AUDIT")).to.deep.equal(["/ville/conseil", "/ville/comptes/emissions", "/ville/comptes/compensation", "/ville/comptes/registre"]);
    expect(bookTabs(new Set(["AUDIT"]))).to.be.empty;
  });

  it("never shows more than five sections, whatever the powers", () => {
    const all = ["ADMIN", "ACCREDIT", "PROGRAMME", "TREASURY", "AUDIT", "COUNCIL"];
    for (let mask = 1; mask < 2 ** all.length; mask++) {
      const held = all.filter((_, bit) => mask & (1 << bit));
      expect(shownTo(...held), held.join()).to.have.length.within(1, 5);
    }
  });

  it("leads every delegate to the council's room", () => {
    expect(shownTo("COUNCIL")).to.include("/ville/conseil");
    expect(shownTo("COUNCIL", "ACCREDIT")).to.include("/ville/conseil");
    expect(bookTabs(new Set(["COUNCIL", "TREASURY"])).map(({ to }) => to)).to.include("/ville/conseil");
  });

  it("opens the dispute desk to programme officers only", () => {
    expect(programmeTabs(new Set(["TREASURY"]))).to.have.length(1);
    expect(programmeTabs(new Set(["PROGRAMME"])).map(({ to }) => to)).to.include("/ville/programmes/contestations");
  });
});
