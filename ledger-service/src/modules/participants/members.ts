import type { EntityManager } from "typeorm";
import { IsNull } from "typeorm";
import { keccak256, type Address, type Hex } from "viem";
import { isHexBytes } from "../../kernel/hex.ts";
import { randomUUID } from "../../kernel/random-id.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { institutionMemberEntity, type InstitutionMemberRow, type MemberRole } from "./institution-member.entity.ts";
import { invitationProblems } from "./invitation.problems.ts";

export interface NewMember {
  readonly personId: string;
  readonly institution: Address;
  readonly role: MemberRole;
  /** A coordinator's own key: one person, one key. */
  readonly signer?: Hex;
}

/** Who acts for an institution, by this city's records. */
export interface Members {
  /** Again with the same role, it changes the key. @throws Problem `key-already-used` */
  add(manager: EntityManager, member: NewMember): Promise<void>;
  ofInstitution(manager: EntityManager, institution: Address): Promise<InstitutionMemberRow[]>;
  of(manager: EntityManager, institution: Address, id: string): Promise<InstitutionMemberRow | undefined>;
  signerOf(row: InstitutionMemberRow): Hex | undefined;
  /** The person whose key signed for the institution, also after they left it. */
  personOfSigner(manager: EntityManager, institution: Address, signerHash: Hex): Promise<string | undefined>;
  end(manager: EntityManager, id: string): Promise<void>;
  coordinatorCounts(manager: EntityManager): Promise<ReadonlyMap<string, number>>;
}

export function createMembers(personalData: PersonalData): Members {
  const place = (id: string) => ({ table: "institution_members", column: "signer", rowId: id });
  const rows = (manager: EntityManager) => manager.getRepository(institutionMemberEntity);
  return {
    add: async (manager, { personId, institution, role, signer }) => {
      const signerHash = signer === undefined ? null : keccak256(signer);
      if (signerHash !== null) await refuseOthersKey(manager, signerHash, personId);
      await rows(manager).update({ personId, institution, role, endedAt: IsNull() }, { endedAt: new Date() });
      const id = randomUUID();
      await rows(manager).insert({
        id,
        personId,
        institution,
        role,
        signerSealed: signer === undefined ? null : personalData.seal(place(id), signer),
        signerHash,
        since: new Date(),
        endedAt: null,
      });
    },
    ofInstitution: (manager, institution) =>
      rows(manager).find({ where: { institution, endedAt: IsNull() }, order: { since: "ASC" } }),
    of: async (manager, institution, id) => (await rows(manager).findOneBy({ id, institution, endedAt: IsNull() })) ?? undefined,
    signerOf: (row) => {
      const signer = row.signerSealed === null ? undefined : personalData.open(place(row.id), row.signerSealed);
      return isHexBytes(signer) ? signer : undefined;
    },
    personOfSigner: async (manager, institution, signerHash) => {
      const row = await rows(manager).findOne({ where: { institution, signerHash }, order: { since: "DESC" } });
      return row?.personId;
    },
    end: async (manager, id) => {
      await rows(manager).update({ id }, { endedAt: new Date() });
    },
    coordinatorCounts: async (manager) => {
      const found = await rows(manager).find({ where: { role: "COORDINATOR", endedAt: IsNull() } });
      const counts = new Map<string, number>();
      for (const row of found) counts.set(row.institution, (counts.get(row.institution) ?? 0) + 1);
      return counts;
    },
  };
}

async function refuseOthersKey(manager: EntityManager, signerHash: Hex, personId: string): Promise<void> {
  const known = await manager.getRepository(institutionMemberEntity).findOneBy({ signerHash });
  if (known !== null && known.personId !== personId) throw invitationProblems.of("key-already-used");
}
