import type { Address } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import { memberStatusNames } from "../../platform/chain/generated/enums.ts";
import { latestBlock } from "../../platform/chain/latest-block.ts";

/** A member as the ledger has it now. */
export interface MemberReading {
  readonly cityId: number;
  readonly status: (typeof memberStatusNames)[number];
  readonly validator: Address;
  /** 0 unless it is active. */
  readonly population: number;
  readonly joinedAt: Date;
  readonly departedAt: Date | null;
}

export type ReadMembers = () => Promise<readonly MemberReading[]>;

/**
 * Asked of the ledger rather than of events: founders whom a genesis holds have none. Kept for one block.
 * In the order in which they came.
 */
export function createMemberReader({ client, contract }: Pick<Chain, "client" | "contract">): ReadMembers {
  let kept: { readonly blockNumber: bigint; readonly members: readonly MemberReading[] } | undefined;
  return async () => {
    const { number: blockNumber, timestamp } = await latestBlock(client);
    if (kept?.blockNumber === blockNumber) return kept.members;
    const consortium = { ...contract("consortium"), blockNumber } as const;
    const ids = await client.readContract({ ...consortium, functionName: "memberIds" });
    const members = await Promise.all(
      ids.map(async (cityId): Promise<MemberReading> => {
        const [member, population] = await Promise.all([
          client.readContract({ ...consortium, functionName: "member", args: [cityId] }),
          client.readContract({ ...consortium, functionName: "populationAt", args: [cityId, Number(timestamp)] }),
        ]);
        return {
          cityId,
          status: memberStatusNames[member.status] ?? "NONE",
          validator: member.validator,
          population: Number(population),
          joinedAt: new Date(Number(member.joinedAt) * 1000),
          departedAt: member.departedAt === 0n ? null : new Date(Number(member.departedAt) * 1000),
        };
      }),
    );
    kept = { blockNumber, members };
    return members;
  };
}
