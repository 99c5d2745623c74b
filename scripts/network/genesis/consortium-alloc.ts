import type { Address } from "viem";
import type { AllocEntry } from "./alloc.ts";
import type { RuntimeContract } from "./storage-layout.ts";
import { writeStorage } from "./write-storage.ts";

export const CONSORTIUM_ARTIFACT = "contracts/governance/Consortium.sol:Consortium";

/** A member as the genesis founds it: `NewMember` of the contract. */
export interface FoundingMember {
  readonly cityId: number;
  /** The city's own institution in `Participants`. */
  readonly authority: Address;
  readonly validator: Address;
  readonly population: number;
}

const ACTIVE = 1; // MemberStatus
const FIRST_REVISION = 1;

/** The consortium as its constructor would leave it at `timestampSeconds`, the time of the genesis block. */
export function consortiumAlloc(
  runtime: RuntimeContract,
  input: { timelock: Address; members: readonly FoundingMember[]; timestampSeconds: number },
): AllocEntry {
  const { members, timestampSeconds } = input;
  const dated = (value: number) => ({ _checkpoints: [{ _key: timestampSeconds, _value: value }] });
  const byCity = <Value>(valueOf: (member: FoundingMember) => Value) =>
    new Map(members.map((member) => [member.cityId, valueOf(member)]));
  return {
    balance: "0x0",
    nonce: "0x1",
    code: runtime.code,
    storage: writeStorage(runtime.layout, {
      _validators: members.map(({ validator, cityId }) => ({ account: validator, cityId })),
      _timelock: input.timelock,
      _memberIds: members.map(({ cityId }) => cityId),
      _members: byCity(({ authority, validator }) => ({
        authority, validator, status: ACTIVE, revision: FIRST_REVISION, joinedAt: timestampSeconds, departedAt: 0,
      })),
      _populations: byCity(({ population }) => population),
      _weights: byCity(({ population }) => dated(population)),
      _totalWeight: dated(members.reduce((total, { population }) => total + population, 0)),
      _activeCount: dated(members.length),
      _validatorOwners: new Map(members.map(({ validator, cityId }) => [validator, cityId])),
    }),
  };
}
