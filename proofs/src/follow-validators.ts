import { type BlockHeader, readBlockHeader } from "./block-header.ts";
import { checkSeals } from "./check-seals.ts";
import type { NetworkFile, NetworkValidator } from "./network-file.ts";
import type { ProofFile } from "./proof-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { cityOfCheckpoint, isSameSet, readValidators } from "./validator-set.ts";

/**
 * The validators that might seal the proof's block: from the network's checkpoint through every change that the
 * proof shows, each sealed by the set before it; then as the parent's state names them.
 * @throws ProofProblem
 */
export function followValidators(proof: ProofFile, header: BlockHeader, network: NetworkFile): readonly NetworkValidator[] {
  if (header.seals && header.seals.headerValidators.length > 0) return readHeaderSet(proof, header, header.seals.headerValidators, network);
  const { set, block } = followChanges(proof, network);
  if (header.number <= block) throw new ProofProblem("CHANGE_OUT_OF_ORDER", { block });
  if (proof.parent === undefined) throw new ProofProblem("FIELD_MISSING", { field: "proof.parent" });
  // It comes without seals, in round 0: those bytes alone hash to what the next header names.
  const parent = readBlockHeader(proof.parent.header, "none");
  if (parent.blockHash !== header.parentHash || parent.number + 1 !== header.number) throw new ProofProblem("PARENT_DIFFERS", { block: header.number });
  refuseOtherCheckpoint(parent, network);
  const named = readValidators(parent.stateRoot, proof.parent, network, parent.number);
  if (isSameSet(named, set)) return named;
  // Not one key in common is no change of members: it is another ledger.
  const isForeign = !named.some(({ address }) => set.some((validator) => validator.address === address));
  throw new ProofProblem(isForeign ? "NO_MEMBER_SEAL" : "OLD_VALIDATORS", { block: header.number });
}

function followChanges({ setChanges }: ProofFile, network: NetworkFile): { set: readonly NetworkValidator[]; block: number } {
  let set = network.checkpoint.validators;
  let block = network.checkpoint.blockNumber;
  for (const change of setChanges) {
    const header = readBlockHeader(change.header, network.consensus);
    if (header.number <= block) throw new ProofProblem("CHANGE_OUT_OF_ORDER", { block: header.number });
    const next = readValidators(header.stateRoot, change, network, header.number);
    if (isSameSet(next, set)) throw new ProofProblem("CHANGE_EMPTY", { block: header.number });
    checkSeals(header, set);
    set = next;
    block = header.number;
  }
  return { set, block };
}

/** A network without a validator contract names them in each header; ours must be the checkpoint's. */
function readHeaderSet(proof: ProofFile, header: BlockHeader, addresses: readonly NetworkValidator["address"][], network: NetworkFile): NetworkValidator[] {
  if (proof.parent !== undefined || proof.setChanges.length > 0) throw new ProofProblem("FIELD_UNKNOWN", { field: "proof.parent" });
  const set = addresses.map((address) => ({ address, cityId: cityOfCheckpoint(address, network) }));
  if (!isSameSet(set, network.checkpoint.validators)) throw new ProofProblem("OLD_VALIDATORS", { block: header.number });
  return set;
}

/** A block at the checkpoint's height is the checkpoint's block. */
function refuseOtherCheckpoint(header: BlockHeader, { checkpoint }: NetworkFile): void {
  if (header.number < checkpoint.blockNumber) throw new ProofProblem("BEFORE_CHECKPOINT", { block: header.number, checkpoint: checkpoint.blockNumber });
  if (header.number === checkpoint.blockNumber && header.blockHash !== checkpoint.blockHash) throw new ProofProblem("CHECKPOINT_DIFFERS", { block: header.number });
}
