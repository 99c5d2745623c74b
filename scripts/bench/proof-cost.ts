import { type ProofFile, parseProofFile, writeProofFile } from "maille-verify/proof-file";
import { verifyProof } from "maille-verify/verify-proof";
import { provePayment, withCloses } from "../../test/support/proved-payment.ts";
import type { Figure } from "./figure.ts";

const ROUNDS = 15;
const SMALL_BLOCK = 1;
const BUSY_BLOCK = 200;

/**
 * What a proof weighs and how long it takes to verify, from its text on: a block of one transaction and one of two
 * hundred, eleven validators with eight seals, without and with the closes of all eleven cities. Rounds are interleaved.
 * @throws Error when a measured proof does not prove
 */
export async function proofCost(): Promise<Figure[]> {
  const small = provePayment({ transactionCount: SMALL_BLOCK });
  const busy = provePayment({ transactionCount: BUSY_BLOCK });
  const cases = [
    { what: "receipt in a block of 1 transaction", proof: small.proof, network: small.network },
    { what: `receipt in a block of ${String(BUSY_BLOCK)}`, proof: busy.proof, network: busy.network },
    { what: `receipt in a block of ${String(BUSY_BLOCK)}, with eleven cities' closes`, proof: await withCloses(busy, 11), network: busy.network },
  ].map((one) => ({ ...one, text: writeProofFile(one.proof), times: new Array<number>() }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { text, network, times } of cases) {
      const startedMs = performance.now();
      const { sealedBy, quorum } = verifyProof(parseProofFile(text), network);
      times.push(performance.now() - startedMs);
      if (sealedBy.length !== quorum) throw new Error("a measured proof names too few cities");
    }
  }
  return cases.flatMap(({ what, proof, text, times }) => [
    { what: `proof: ${what}, bytes`, items: nodesOf(proof), value: text.length, unit: "bytes" },
    { what: `proof: ${what}, verified`, items: 1, value: median(times), unit: "ms" },
  ]);
}

/** Trie nodes that the proof carries. */
const nodesOf = ({ receiptProof, parent }: ProofFile): number => receiptProof.length + (parent?.accountProof.length ?? 0) + (parent?.storageProof.length ?? 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
