import { listMissingCodes, readProofCode } from "maille-verify/proof-codes";
import type { ProofCode } from "maille-verify/proof-codes";

/**
 * The codes read so far with one more; the same ones when it was read before.
 * @throws ProofProblem CODE_UNREADABLE or CODE_OF_ANOTHER_SHEET: what was read stays as it is
 */
export function addSheetCode(codes: readonly ProofCode[], text: string): readonly ProofCode[] {
  const code = readProofCode(text);
  const all = [...codes, code];
  listMissingCodes(all);
  return codes.some(({ number }) => number === code.number) ? codes : all;
}
