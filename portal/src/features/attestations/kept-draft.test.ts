import { expect } from "chai";
import { forgetDraft, keepDraft, loadDraft } from "./kept-draft.ts";

function shelfOf(entries: [string, string][] = []) {
  const kept = new Map(entries);
  return { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => void kept.set(name, text), removeItem: (name: string) => void kept.delete(name) };
}

const guignolee = "0xa1";
const noon = Date.parse("2026-11-25T17:00:00Z");
const lines = [{ memberCode: " B7K2M9QX4", quantityText: "2,5" }, { memberCode: "", quantityText: "" }];

describe("a sheet's draft kept in the browser", () => {
  it("comes back after the end of a session, without its blank lines", () => {
    const shelf = shelfOf();
    keepDraft(shelf, guignolee, lines, noon);
    expect(loadDraft(shelf, guignolee, noon + 60_000)).to.deep.equal({ savedAt: noon, lines: [{ memberCode: "B7K2M9QX4", quantityText: "2,5" }] });
    expect(loadDraft(shelf, "0xb2", noon)).to.equal(undefined);
  });

  it("is forgotten once filed, emptied or two weeks old", () => {
    const shelf = shelfOf();
    keepDraft(shelf, guignolee, lines, noon);
    expect(loadDraft(shelf, guignolee, noon + 15 * 86_400_000)).to.equal(undefined);
    forgetDraft(shelf, guignolee);
    expect(loadDraft(shelf, guignolee, noon)).to.equal(undefined);
    keepDraft(shelf, guignolee, lines, noon);
    keepDraft(shelf, guignolee, [{ memberCode: "", quantityText: " " }], noon);
    expect(loadDraft(shelf, guignolee, noon)).to.equal(undefined);
  });

  it("takes nothing from a text it did not write", () => {
    for (const text of ["", "{", "null", "[]", '{"savedAt":"hier","lines":[]}', '{"savedAt":1,"lines":[{"memberCode":1}]}']) {
      expect(loadDraft(shelfOf([[`maille.feuille:${guignolee}`, text]]), guignolee, 2), text).to.equal(undefined);
    }
  });
});
