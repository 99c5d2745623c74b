import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { createPersonalData, type DataKey } from "./personal-data.ts";

const key = (id: string): DataKey => ({ id, encryption: randomBytes(32), index: randomBytes(32) });
const place = { table: "persons", column: "display_name", rowId: "row-1" };

describe("createPersonalData", () => {
  it("gives back what was sealed, and never the same ciphertext", () => {
    const data = createPersonalData([key("k1")]);
    const sealed = data.seal(place, "Aïcha Benali");
    expect(data.open(place, sealed)).to.equal("Aïcha Benali");
    expect(data.seal(place, "Aïcha Benali")).to.not.equal(sealed);
    expect(sealed).to.not.include("Benali");
  });

  it("refuses a value moved to another row, column or table", () => {
    const data = createPersonalData([key("k1")]);
    const sealed = data.seal(place, "Aïcha Benali");
    for (const other of [{ ...place, rowId: "row-2" }, { ...place, column: "identity" }, { ...place, table: "others" }]) {
      expect(() => data.open(other, sealed)).to.throw();
    }
  });

  it("refuses an altered value, and one of a key that is gone: destroying the key is erasure [L10]", () => {
    const data = createPersonalData([key("k1")]);
    const sealed = data.seal(place, "Aïcha Benali");
    const [id = "", iv = "", text = "", tag = ""] = sealed.split(".");
    expect(() => data.open(place, [id, iv, Buffer.from("other").toString("base64url"), tag].join("."))).to.throw();
    expect(() => createPersonalData([key("k1")]).open(place, [id, iv, text, tag].join("."))).to.throw();
    expect(() => createPersonalData([key("k2")]).open(place, sealed)).to.throw("No data key k1");
  });

  it("opens with an older key and seals with the newest", () => {
    const old = key("k1");
    const sealed = createPersonalData([old]).seal(place, "Robert");
    const rotated = createPersonalData([key("k2"), old]);
    expect(rotated.open(place, sealed)).to.equal("Robert");
    expect(rotated.seal(place, "Robert")).to.match(/^k2\./);
  });

  it("finds equal texts of one column, and no link between two columns or two cities", () => {
    const data = createPersonalData([key("k1")]);
    expect(data.blindIndex("persons.identity", "x")).to.equal(data.blindIndex("persons.identity", "x"));
    expect(data.blindIndex("persons.identity", "x")).to.not.equal(data.blindIndex("members.code", "x"));
    expect(data.blindIndex("persons.identity", "x")).to.not.equal(createPersonalData([key("k1")]).blindIndex("persons.identity", "x"));
  });
});
