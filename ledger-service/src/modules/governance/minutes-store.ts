import { createHash } from "node:crypto";
import type { DataSource, EntityManager } from "typeorm";
import type { Hex } from "viem";
import { sameHex } from "../../kernel/hex.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { ReportKind } from "../../platform/chain/generated/enums.ts";
import { minutesEntity, type MinutesRow } from "./minutes.entity.ts";

export interface MinutesState {
  readonly reportHash: Hex;
  /** Whether the ledger holds this very hash. */
  readonly isAnchored: boolean;
}

export function sha256Of(document: Uint8Array): Hex {
  return `0x${createHash("sha256").update(document).digest("hex")}`;
}

export async function minutesOf(manager: EntityManager, proposalId: bigint): Promise<MinutesRow | undefined> {
  return (await manager.getRepository(minutesEntity).findOneBy({ proposalId })) ?? undefined;
}

/** Reads whether minutes are made and anchored; what is anchored stays so. */
export function createMinutesReader(parts: {
  readonly database: DataSource;
  readonly chain: Pick<Chain, "client" | "contract">;
  readonly ownCityId: number;
  readonly numberOf: (proposalId: bigint) => number;
}): (proposalId: bigint) => Promise<MinutesState | undefined> {
  const anchored = new Set<bigint>();
  return async (proposalId) => {
    const row = await minutesOf(parts.database.manager, proposalId);
    if (row === undefined) return undefined;
    if (!anchored.has(proposalId)) {
      const args = [parts.ownCityId, ReportKind.MINUTES, parts.numberOf(proposalId)] as const;
      const onLedger = await parts.chain.client.readContract({ ...parts.chain.contract("reportAnchors"), functionName: "reportHash", args });
      if (sameHex(onLedger, row.reportHash)) anchored.add(proposalId);
    }
    return { reportHash: row.reportHash, isAnchored: anchored.has(proposalId) };
  };
}
