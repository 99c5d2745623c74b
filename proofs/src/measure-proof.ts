import { utf8 } from "./bytes.ts";
import type { NetworkFile } from "./network-file.ts";
import { encodeProofCodes } from "./proof-codes.ts";
import { parseProofFile, type ProofFile, writeProofFile } from "./proof-file.ts";
import { verifyProof } from "./verify-proof.ts";

export type ProofMeasure = {
  readonly fileBytes: number;
  /** QR codes of its printed sheet. */
  readonly codeCount: number;
  /** From the text to the verdict. */
  readonly medianVerifyMilliseconds: number;
  readonly worstVerifyMilliseconds: number;
};

/** Size of a good proof and the time that it takes to verify it. @throws ProofProblem when it is not good */
export async function measureProof(proof: ProofFile, network: NetworkFile, rounds = 30): Promise<ProofMeasure> {
  const text = writeProofFile(proof);
  const codes = await encodeProofCodes(proof);
  const milliseconds = Array.from({ length: rounds }, () => {
    const started = performance.now();
    verifyProof(parseProofFile(text), network);
    return performance.now() - started;
  }).sort((left, right) => left - right);
  return {
    fileBytes: utf8(text).length, codeCount: codes.length,
    medianVerifyMilliseconds: milliseconds[rounds >> 1] ?? Number.NaN, worstVerifyMilliseconds: milliseconds.at(-1) ?? Number.NaN,
  };
}
