import { quorumOf } from "maille-verify/validator-set";
import type { DataSource } from "typeorm";
import type { z } from "zod";
import type { MemberChangeRow } from "./member-change.entity.ts";
import { memberChangeEntity } from "./member-change.entity.ts";
import type { councilMembersSchema } from "./council.schemas.ts";
import type { MemberReading, ReadMembers } from "./read-members.ts";
import { SEALS_READ_BLOCKS, type SealedBlock, type SealedBlocks } from "./sealed-blocks.ts";

export interface MembersParts {
  readonly database: DataSource;
  readonly readMembers: ReadMembers;
  readonly sealedBlocks: SealedBlocks;
  readonly nameOfCity: (cityId: number) => string;
  readonly hasSeals: boolean;
}

type MembersJson = Omit<z.input<typeof councilMembersSchema>, "asOfBlock">;

/** Members with their validators, what became of them, and who sealed the last blocks. */
export async function viewMembers(parts: MembersParts): Promise<MembersJson> {
  const members = await parts.readMembers();
  const blocks = parts.hasSeals ? await parts.sealedBlocks.latest(SEALS_READ_BLOCKS) : [];
  const changes = await parts.database.getRepository(memberChangeEntity).find({ order: { eventId: "ASC" } });
  const setSize = members.filter(({ status }) => status === "ACTIVE").length;
  return {
    network: { consensus: parts.hasSeals ? "QBFT" : "NONE", setSize, quorum: quorumOf(setSize), blocksRead: blocks.length },
    members: members.map((member) => viewMember(parts, member, blocks, changes)),
  };
}

function viewMember(parts: MembersParts, member: MemberReading, blocks: readonly SealedBlock[], changes: readonly MemberChangeRow[]) {
  const validator = member.validator.toLowerCase();
  const sealed = blocks.filter(({ sealers }) => sealers?.some((sealer) => sealer === validator));
  return {
    cityId: member.cityId,
    cityName: parts.nameOfCity(member.cityId),
    status: member.status,
    population: member.population,
    validator: member.validator,
    joinedAt: member.joinedAt.toISOString(),
    departedAt: member.departedAt?.toISOString() ?? null,
    live: liveState(parts.hasSeals, member, sealed.length),
    sealedCount: parts.hasSeals ? sealed.length : null,
    lastSealedBlock: sealed[0]?.blockNumber ?? null,
    changes: changes
      .filter(({ cityId }) => cityId === member.cityId)
      .map(({ kind, validator, population, changedAt }) => ({ kind, validator, population, at: changedAt.toISOString() })),
  };
}

/** A header holds no more seals than the quorum: one missing says nothing, a hundred missing do. */
function liveState(hasSeals: boolean, { status }: MemberReading, sealedCount: number) {
  if (status !== "ACTIVE") return "NOT_SEALING" as const;
  if (!hasSeals) return "UNKNOWN" as const;
  return sealedCount > 0 ? ("SEALING" as const) : ("SILENT" as const);
}
