import { expect } from "chai";
import { createProgress, formatSeconds, formatTable } from "./progress.ts";

describe("the progress of a start", () => {
  it("names a step, then its time and remark", async () => {
    const lines: string[] = [];
    let nowMs = 0;
    const progress = createProgress((line) => lines.push(line), () => nowMs);
    await progress.step("Base de données", async () => { nowMs = 1_900; return 11; }, (count) => `${count} villes`);
    expect(lines).to.deep.equal(["Base de données…", "  fait en 1,9 s (11 villes)"]);
  });

  it("does not say done when a step fails", async () => {
    const lines: string[] = [];
    const progress = createProgress((line) => lines.push(line));
    const failure = await progress.step("Registre", () => Promise.reject(new Error("panne"))).catch((error: unknown) => error);
    expect(failure).to.have.property("message", "panne");
    expect(lines).to.deep.equal(["Registre…"]);
  });

  it("writes times as people read them", () => {
    expect(formatSeconds(125_000)).to.equal("2 min 5 s");
  });

  it("aligns the columns of a table", () => {
    expect(formatTable([["Ville", "Adresse"], ["Saint-Lambert", "ici"]])).to.deep.equal(["Ville          Adresse", "Saint-Lambert  ici"]);
  });
});
