import { expect } from "chai";
import { parseNetworkFile } from "maille-verify/network-file";
import { ProofProblem } from "maille-verify/proof-problem";
import { verifyText } from "../../i18n/verify.text.ts";
import { checkProof, PROOF_BYTES_MAX, readChosenFile, sentenceOf } from "./check-proof.ts";
import { describedNetwork } from "./described-network.fixture.ts";

const words = verifyText.fr;
const network = parseNetworkFile(describedNetwork());

describe("checkProof", () => {
  it("gives the sentence of the broken link, never an exception", () => {
    expect(checkProof("bonjour", network, words)).to.have.property("refusal").that.is.a("string");
    expect(checkProof("{}", network, words)).to.have.property("refusal").that.matches(/preuve/);
  });

  it("refuses a proof of another network by its number", () => {
    const proof = JSON.stringify({ format: "maille-proof/1", chainId: 7, kind: "RECEIPT", header: "0x00", transactionIndex: 0, logIndex: 0, receiptProof: [] });
    expect(checkProof(proof, network, words)).to.have.property("refusal").that.matches(/numéro 7/);
  });
});

describe("sentenceOf", () => {
  it("hides addresses and hashes, and keeps what is no problem of a proof for itself", () => {
    const contract = `0x${"e1".repeat(20)}`;
    const sentence = sentenceOf(new ProofProblem("EVENT_NOT_OURS", { contract }), words);
    expect(sentence).to.contain(words.hidden).and.not.contain("0x");
    expect(sentenceOf(new TypeError("x"), words)).to.equal(words.broken);
  });
});

describe("readChosenFile", () => {
  it("refuses a file over 1 MB before reading it", async () => {
    let wasRead = false;
    const text = async () => { wasRead = true; return "{}"; };
    const refusal = await readChosenFile({ size: PROOF_BYTES_MAX + 1, text }).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(ProofProblem).with.property("code", "FILE_TOO_LARGE");
    expect(wasRead).to.equal(false);
    expect(await readChosenFile({ size: PROOF_BYTES_MAX, text })).to.equal("{}");
  });
});
