import type { NetworkFile } from "maille-verify/network-file";
import { parseProofFile } from "maille-verify/proof-file";
import type { ProofFile } from "maille-verify/proof-file";
import { ProofProblem } from "maille-verify/proof-problem";
import { describeProblem } from "maille-verify/sentences";
import { verifyProof } from "maille-verify/verify-proof";
import type { Verdict } from "maille-verify/verify-proof";

/** What a check found: a verdict, or the sentence of the link that is broken. */
export type ProofCheck = { verdict: Verdict } | { refusal: string };

/** Larger files are refused before they are read. Bytes. */
export const PROOF_BYTES_MAX = 1_000_000;

const NUMBER = /0x[0-9a-f]{8,}/gi;

/** The sentence of what is wrong; addresses and hashes are replaced by `hidden`. `broken` says what is no problem of a proof. */
export function sentenceOf(error: unknown, { hidden, broken }: { hidden: string; broken: string }): string {
  return error instanceof ProofProblem ? describeProblem(error).replace(NUMBER, hidden) : broken;
}

/** Checks a proof in this browser against the network that is trusted: nothing is asked of anyone. */
export function checkProof(proof: string | ProofFile, network: NetworkFile, words: { hidden: string; broken: string }): ProofCheck {
  try {
    return { verdict: verifyProof(typeof proof === "string" ? parseProofFile(proof) : proof, network) };
  } catch (error) {
    return { refusal: sentenceOf(error, words) };
  }
}

/** The text of a chosen file. @throws ProofProblem FILE_TOO_LARGE, before reading it */
export async function readChosenFile(file: Pick<File, "size" | "text">): Promise<string> {
  if (file.size > PROOF_BYTES_MAX) throw new ProofProblem("FILE_TOO_LARGE", { bytes: file.size, limit: PROOF_BYTES_MAX });
  return file.text();
}
