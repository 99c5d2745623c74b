import { expect } from "chai";
import { provePayment, withCloses } from "../../test/support/proved-payment.ts";
import { parseNetworkFile } from "./network-file.ts";
import { parseProofFile, writeProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { problemSentences } from "./problem-sentences.text.ts";
import { describeProblem } from "./sentences.ts";

function problemOf(act: () => unknown): ProofProblem {
  try {
    act();
  } catch (error) {
    if (error instanceof ProofProblem) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("files that people hand to the verifier", () => {
  const { network, proof } = provePayment({ memberCount: 4, transactionCount: 1 });
  const text = writeProofFile(proof);
  const changed = (change: (file: Record<string, unknown>) => void): string => {
    const file = JSON.parse(text) as Record<string, unknown>;
    change(file);
    return JSON.stringify(file);
  };
  const refusal = (bent: string): string => problemOf(() => parseProofFile(bent)).code;

  it("come back as they were written", async () => {
    const whole = await withCloses(provePayment(), 2);
    expect(parseProofFile(writeProofFile(whole))).to.deep.equal(whole);
    expect(parseNetworkFile(JSON.stringify(network))).to.deep.equal(network);
  });

  it("are refused at ten megabytes before they are parsed, in words", () => {
    const problem = problemOf(() => parseProofFile("[".repeat(10_000_000)));
    expect(problem.code).to.equal("FILE_TOO_LARGE");
    expect(describeProblem(problem)).to.include("10\u202f000\u202f000 octets");
  });

  it("are refused with keys that would change other objects, and change none", () => {
    for (const key of ["__proto__", "constructor", "prototype"]) {
      expect(refusal(text.replace("{", `{"${key}": {"polluted": true},`)), key).to.equal("FORBIDDEN_KEY");
      expect(refusal(text.replace('"setChanges"', `"closeLeaf": {"${key}": {"polluted": true}}, "setChanges"`)), key).to.equal("FORBIDDEN_KEY");
    }
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });

  it("are refused when they are a private key, and say to put it away", () => {
    const pem = `-----BEGIN ${"PRIVATE"} KEY-----\nMIGHAgEAMBMG\n-----END ${"PRIVATE"} KEY-----\n`;
    for (const secret of [pem, `0x${"ab".repeat(32)}\n`, "12".repeat(32)]) {
      const problem = problemOf(() => parseProofFile(secret));
      expect(problem.code).to.equal("PRIVATE_KEY_FILE");
      expect(JSON.stringify(problem.detail)).to.equal("{}");
    }
  });

  it("are refused when nested without end, cut short, or no JSON", () => {
    for (const bent of ["", "{", "[".repeat(900_000), text.slice(0, -20), "bonjour"]) expect(refusal(bent)).to.equal("NOT_JSON");
    for (const other of ["[]", "null", "3", "{}", '{"format":"maille-network/1"}']) expect(refusal(other)).to.equal("NOT_A_PROOF");
  });

  it("are refused with a field too many, one missing or one of another shape", () => {
    expect(refusal(changed((file) => { file.note = "x"; }))).to.equal("FIELD_UNKNOWN");
    expect(refusal(changed((file) => { delete file.receiptProof; }))).to.equal("FIELD_MISSING");
    expect(refusal(changed((file) => { delete file.accountProof; }))).to.equal("FIELD_MISSING");
    for (const header of [7, "0x1", "0xZZ", "0xAB", "ab", null, ["0xab"]]) expect(refusal(changed((file) => { file.header = header; })), String(header)).to.equal("FIELD_REFUSED");
    for (const index of [-1, 1.5, "1", null, 2 ** 60]) expect(refusal(changed((file) => { file.transactionIndex = index; })), String(index)).to.equal("FIELD_REFUSED");
  });

  it("are refused when the network's file is another, repeats a city or a key, or trusts nobody", () => {
    const bent = (change: object): string => problemOf(() => parseNetworkFile(JSON.stringify({ ...network, ...change }))).code;
    expect(problemOf(() => parseNetworkFile(text)).code).to.equal("NOT_A_NETWORK");
    expect(bent({ cities: [...network.cities, ...network.cities.slice(0, 1)] })).to.equal("FIELD_REFUSED");
    expect(bent({ checkpoint: { ...network.checkpoint, validators: [] } })).to.equal("FIELD_REFUSED");
    expect(bent({ checkpoint: { ...network.checkpoint, validators: [network.checkpoint.validators[0], network.checkpoint.validators[0]] } })).to.equal("FIELD_REFUSED");
    expect(bent({ contracts: {} })).to.equal("FIELD_MISSING");
    expect(bent({ consensus: "clique" })).to.equal("FIELD_REFUSED");
  });

  it("has one sentence a problem in each language, and no two alike", () => {
    const all = Object.values(problemSentences);
    expect(new Set(all.map(({ fr }) => fr)).size).to.equal(all.length);
    expect(new Set(all.map(({ en }) => en)).size).to.equal(all.length);
  });
});
