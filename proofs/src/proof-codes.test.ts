import { expect } from "chai";
import { provePayment, withCloses } from "../../test/support/proved-payment.ts";
import { decodeBase45, encodeBase45 } from "./base45.ts";
import { encodeProofCodes, joinProofCodes, listMissingCodes, readProofCode } from "./proof-codes.ts";
import { parseProofFile, writeProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";

const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
  } catch (error) {
    if (error instanceof ProofProblem) return error.code;
    throw error;
  }
  return "NONE";
};

describe("the codes of a printed sheet", () => {
  it("writes base45 as RFC 9285 does", () => {
    const text = (value: string): Uint8Array => new TextEncoder().encode(value);
    expect(encodeBase45(text("Hello!!"))).to.equal("%69 VD92EX0");
    expect(encodeBase45(text("ietf!"))).to.equal("QED8WEX0");
    expect(decodeBase45("QED8WEX0")).to.deep.equal(text("ietf!"));
    for (const wrong of ["GGW", "::", "a", "ABCD", "é00"]) expect(decodeBase45(wrong), wrong).to.equal(undefined);
  });

  it("gives the proof back, with all closes, from codes read in any order and twice", async () => {
    const proof = await withCloses(provePayment(), 11);
    const texts = await encodeProofCodes(proof);
    expect(texts.length).to.be.greaterThan(1);
    for (const text of texts) expect(text).to.match(/^[0-9A-Z $%*+\-./:]{1,1400}$/);
    const codes = [...texts, ...texts.slice(0, 1)].reverse().map(readProofCode);
    expect(await joinProofCodes(codes)).to.deep.equal(parseProofFile(writeProofFile(proof)));
  });

  it("says which codes are still to be read", async () => {
    const codes = (await encodeProofCodes(provePayment().proof)).map(readProofCode);
    expect(listMissingCodes(codes.filter(({ number }) => number !== 2))).to.deep.equal([2]);
    expect(await joinProofCodes(codes.slice(1))).to.equal(undefined);
    expect(await joinProofCodes([])).to.equal(undefined);
  });

  it("refuses a code of another sheet, a code that was read badly, and what is no code", async () => {
    const [here, there] = await Promise.all([encodeProofCodes(provePayment().proof), encodeProofCodes(provePayment({ seed: 2 }).proof)]);
    expect(await codeOf(() => listMissingCodes([readProofCode(here[0] ?? ""), readProofCode(there[1] ?? "")]))).to.equal("CODE_OF_ANOTHER_SHEET");
    const bent = here.map((text, index) => (index === 0 ? `${text.slice(0, -3)}000` : text)).map(readProofCode);
    expect(await codeOf(() => joinProofCodes(bent))).to.equal("CODE_UNREADABLE");
    for (const text of ["", "https://ville.example/r/ABC", "MAILLE1:000000000000:2/1:000", "MAILLE1:000000000000:1/1:a"]) {
      expect(await codeOf(() => readProofCode(text)), text).to.equal("CODE_UNREADABLE");
    }
  });
});
