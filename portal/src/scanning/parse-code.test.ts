import { expect } from "chai";
import { codePayload, normalizeTypedCode, parseScannedCode, parseTypedCode } from "./parse-code.ts";

const brossard = { slug: "brossard", origin: "https://brossard.example", codeCharacter: "B" };
const magog = { slug: "magog", origin: "https://magog.example", codeCharacter: "M" };
const cities = [brossard, magog];
const reference = "AbCdEfGhIjKlMnOpQrStUvWxYz01234_";

describe("parseScannedCode", () => {
  it("reads a member city's code, and what the city's screen writes", () => {
    expect(parseScannedCode(codePayload(magog.origin, reference), cities)).to.deep.equal({ code: { city: magog, reference } });
  });

  it("takes nothing but member origins and our payload [Q9]", () => {
    const hostile = [
      `https://magog.example.evil.example/c#${reference}`,
      `https://magog.example:444/c#${reference}`,
      `http://magog.example/c#${reference}`,
      `https://magog.example@evil.example/c#${reference}`,
      `https://user@magog.example/c#${reference}`,
      `https://magog.example/c/../payer#${reference}`,
      `https://magog.example/c?points=450#${reference}`,
      `https://magog.example/payer#${reference}`,
      `javascript:alert(1)//https://magog.example/c#${reference}`,
      `WIFI:S:magog;;`,
      "bonjour",
      "",
    ];
    for (const text of hostile) expect(parseScannedCode(text, cities), text).to.deep.equal({ failure: "notOurs" });
  });

  it("says unreadable for our address without a whole reference", () => {
    for (const fragment of ["", "#", "#short", `#${reference}x`, `#${reference.slice(1)}!`]) {
      expect(parseScannedCode(`https://magog.example/c${fragment}`, cities), fragment).to.deep.equal({ failure: "unreadable" });
    }
  });
});

describe("parseTypedCode", () => {
  it("takes what people write: small letters, a space, O for 0, L for 1", () => {
    expect(parseTypedCode("b3ko 9pxl", cities)).to.deep.equal({ code: { city: brossard, typed: "B3K09PX1" } });
    expect(normalizeTypedCode("m-7t m4-rwq")).to.equal("M7TM4RWQ");
    expect(normalizeTypedCode("lo7t m4rw")).to.equal("L07TM4RW");
  });

  it("finds the city by the first character, and none for another", () => {
    expect(parseTypedCode("M7TM4RWQ", cities)).to.deep.equal({ code: { city: magog, typed: "M7TM4RWQ" } });
    expect(parseTypedCode("Z7TM4RWQ", cities)).to.deep.equal({ failure: "notOurs" });
  });

  it("says unreadable for another length or alphabet", () => {
    for (const text of ["B7TM4RW", "B7TM4RWQQ", "B7TM4RW!", "B7TM4RWU", ""]) expect(parseTypedCode(text, cities), text).to.deep.equal({ failure: "unreadable" });
  });
});
