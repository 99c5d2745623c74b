import { expect } from "chai";
import { defineText } from "./define-text.ts";

const sample = defineText({
  fr: {
    title: "Mes points : aujourd'hui",
    usableAt: (city: string) => `Utilisables à « ${city} »`,
    states: { pending: "En attente, 14 jours" },
  },
});

describe("defineText", () => {
  it("typesets strings, nested strings and what functions give", () => {
    expect(sample.fr.title).to.equal("Mes points\u202f: aujourd’hui");
    expect(sample.fr.usableAt("Magog")).to.equal("Utilisables à «\u202fMagog\u202f»");
    expect(sample.fr.states.pending).to.equal("En attente, 14\u00a0jours");
  });
});
