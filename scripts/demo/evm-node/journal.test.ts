import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { JournalDamaged, openJournal, type JournalRecord } from "./journal.ts";

const records: JournalRecord[] = [{ kind: "transaction", raw: "0x01" }, { kind: "seal", timestampSeconds: 5 }];

describe("the node's journal", () => {
  let folder: string;
  let path: string;
  const reopen = (): JournalRecord[] => {
    const opened = openJournal(path);
    opened.journal.close();
    return opened.records;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "maille-journal-"));
    path = join(folder, "chain-0.journal");
    const { journal } = openJournal(path);
    journal.append(records);
    journal.close();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("reads back what was appended, in order", () => {
    expect(reopen()).to.deep.equal(records);
  });

  it("drops a tail cut at any byte, and appends after it", () => {
    const whole = readFileSync(path);
    const second = whole.indexOf("\n") + 1;
    for (let cut = second; cut < whole.length; cut += 1) {
      writeFileSync(path, whole.subarray(0, cut));
      const opened = openJournal(path);
      expect(opened.records, `cut at ${cut}`).to.deep.equal(records.slice(0, 1));
      opened.journal.append([{ kind: "seal", timestampSeconds: 9 }]);
      opened.journal.close();
      expect(reopen()).to.deep.equal([records[0], { kind: "seal", timestampSeconds: 9 }]);
    }
  });

  it("refuses damage in front of a whole record", () => {
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("0x01", "0x02"));
    expect(reopen).to.throw(JournalDamaged).with.property("line", 1);
  });

  it("drops garbage at the end", () => {
    appendFileSync(path, "\0\0\0\n\0");
    expect(reopen()).to.deep.equal(records);
  });
});
