import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { addCounts, readCounts, writeCounts } from "./suite.ts";

describe("the counts of npm test", () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), "maille-suite-")); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const written = (counts: object): string => {
    const path = join(folder, "counts.json");
    writeFileSync(path, JSON.stringify(counts));
    return path;
  };

  it("ends with one line, which speaks of skipped tests only when there are", () => {
    expect(writeCounts({ passed: 3, failed: 0, skipped: 0 })).to.equal("3 passed, 0 failed");
    expect(writeCounts({ passed: 3, failed: 1, skipped: 2 })).to.equal("3 passed, 1 failed, 2 skipped");
  });

  it("adds the suites up", () => {
    expect(addCounts([{ passed: 1, failed: 0, skipped: 2 }, { passed: 4, failed: 1, skipped: 0 }])).to.deep.equal({ passed: 5, failed: 1, skipped: 2 });
  });

  it("counts a suite that died without counts as a failure", () => {
    expect(readCounts(join(folder, "absent.json"), 1)).to.deep.equal({ passed: 0, failed: 1, skipped: 0 });
  });

  it("counts an unclean exit as a failure, though every test passed", () => {
    expect(readCounts(written({ passed: 5, failed: 0, skipped: 0 }), 7)).to.deep.equal({ passed: 5, failed: 1, skipped: 0 });
  });
});
