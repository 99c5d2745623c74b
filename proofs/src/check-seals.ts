import { toBytes } from "./bytes.ts";
import type { BlockHeader } from "./block-header.ts";
import type { NetworkValidator } from "./network-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import { recoverAddress } from "./recover-address.ts";
import { quorumOf } from "./validator-set.ts";

/**
 * Who sealed the header, in the order of its seals: each a validator of the set, none twice, at least ⌈2n/3⌉ of n.
 * @throws ProofProblem NO_MEMBER_SEAL, SEAL_BY_STRANGER, SEAL_REPEATED or SEALS_MISSING
 */
export function checkSeals(header: BlockHeader, validators: readonly NetworkValidator[]): NetworkValidator[] {
  const { seals, sealHash } = header.seals ?? { seals: [], sealHash: header.blockHash };
  const hash = toBytes(sealHash);
  const sealers = seals.map((seal) => {
    const address = recoverAddress(hash, seal);
    return validators.find((validator) => validator.address === address);
  });
  const members = sealers.filter((sealer) => sealer !== undefined);
  const detail = { block: header.number, seals: seals.length, members: members.length, quorum: quorumOf(validators.length), setSize: validators.length };
  if (members.length === 0 && seals.length > 0) throw new ProofProblem("NO_MEMBER_SEAL", detail);
  if (members.length < seals.length) throw new ProofProblem("SEAL_BY_STRANGER", detail);
  if (new Set(members).size !== members.length) throw new ProofProblem("SEAL_REPEATED", detail);
  if (members.length < detail.quorum) throw new ProofProblem("SEALS_MISSING", detail);
  return members;
}
