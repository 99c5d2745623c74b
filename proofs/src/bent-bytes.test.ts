import { expect } from "chai";
import { provePayment, withCloses } from "../../test/support/proved-payment.ts";
import type { NetworkFile } from "./network-file.ts";
import { parseProofFile, writeProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { type Verdict, verifyProof } from "./verify-proof.ts";

const verdictOf = (text: string, network: NetworkFile): Verdict => verifyProof(parseProofFile(text), network);

/** Changes each byte of the text between two marks, once, and counts what came out. */
function bendEach(text: string, network: NetworkFile, [from, to]: readonly [from: number, to: number]): { refused: number; harmless: number } {
  const good = verdictOf(text, network);
  let refused = 0;
  let harmless = 0;
  for (let index = from; index < to; index += 1) {
    const bent = text.slice(0, index) + String.fromCharCode(text.charCodeAt(index) ^ 1) + text.slice(index + 1);
    try {
      expect(verdictOf(bent, network), `byte ${index}: ${bent.slice(index - 20, index + 20)}`).to.deep.equal(good);
      harmless += 1;
    } catch (error) {
      if (!(error instanceof ProofProblem)) throw error;
      refused += 1;
    }
  }
  return { refused, harmless };
}

describe("every byte of a proof changed once is refused, or changes nothing of what is said", () => {
  it("in a whole proof of a payment", () => {
    const { network, proof } = provePayment({ memberCount: 4, transactionCount: 3 });
    const text = writeProofFile(proof);
    const { refused, harmless } = bendEach(text, network, [0, text.length]);
    expect(refused + harmless).to.equal(text.length);
    expect(harmless).to.equal(0);
  }).timeout(300_000);

  it("in the changes of members", () => {
    const { network, proof } = provePayment({ memberCount: 5, transactionCount: 3, before: [(members) => ({ nextMembers: members.slice(1) })] });
    const text = writeProofFile(proof);
    expect(bendEach(text, network, [text.indexOf('"setChanges"'), text.indexOf('"parent"')]).harmless).to.equal(0);
  }).timeout(300_000);

  it("in the closes of the cities", async () => {
    const proved = provePayment({ memberCount: 4, transactionCount: 3 });
    const text = writeProofFile(await withCloses(proved, 2));
    expect(bendEach(text, proved.network, [text.indexOf('"closeLeaf"'), text.length]).harmless).to.equal(0);
  }).timeout(300_000);
});
