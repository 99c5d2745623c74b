import type { EntityManager } from "typeorm";
import { IsNull } from "typeorm";
import { getAddress, type Address } from "viem";
import { officerPowers, type OfficerPower, type Role } from "../../kernel/caller.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { AccountKind, AccountStatus, SignerKind } from "../../platform/chain/generated/enums.ts";
import type { Standing } from "../../sign-in/standing.ts";
import { institutionMemberEntity, type InstitutionMemberRow } from "./institution-member.entity.ts";
import { institutionOf, profileOf } from "./institution-store.ts";
import { powerId } from "./power-names.ts";

interface Parts {
  readonly manager: EntityManager;
  readonly chain: Chain;
  readonly cityId: number;
  readonly accountOf: (personId: string) => Promise<Address | undefined>;
  readonly staffAccountOf: (personId: string) => Promise<Address | undefined>;
}

/**
 * What a person is to this city now: by its records, and for powers and coordinators' keys by the ledger itself, so
 * that whatever the ledger no longer grants is gone at once [S6].
 */
export async function standingOf(parts: Parts, personId: string, ledgerAccount?: Address): Promise<Standing> {
  const resident = await parts.accountOf(personId);
  const staff = (await parts.staffAccountOf(personId)) ?? ledgerAccount;
  const residentRoles: Role[] = resident === undefined ? [] : [{ kind: "RESIDENT" }];
  const memberRoles = await membershipsOf(parts, personId);
  const staffRoles = staff === undefined ? [] : await rolesOfStaff(parts, staff);
  return {
    roles: [...residentRoles, ...memberRoles, ...staffRoles],
    account: resident ?? staff,
    isEnrolled: resident !== undefined,
  };
}

async function membershipsOf(parts: Parts, personId: string): Promise<Role[]> {
  const rows = await parts.manager.getRepository(institutionMemberEntity).findBy({ personId, endedAt: IsNull() });
  const roles: Role[] = [];
  for (const row of rows) {
    const institution = getAddress(row.institution);
    const known = await institutionOf(parts.manager, institution);
    if (known === undefined || known.status === "CLOSED" || !(await mayAct(parts.chain, institution, row))) continue;
    const profile = await profileOf(parts.manager, institution);
    roles.push({ kind: row.role, institution, institutionName: profile?.name ?? "" });
  }
  return roles;
}

/** A coordinator acts once an officer has appointed their key, and no longer than it stands. */
async function mayAct(chain: Chain, institution: Address, row: InstitutionMemberRow): Promise<boolean> {
  if (row.role !== "COORDINATOR") return true;
  if (row.signerHash === null) return false;
  const signer = await chain.client.readContract({
    ...chain.contract("accounts"),
    functionName: "signer",
    args: [institution, `0x${row.signerHash.slice(2)}`],
  });
  return signer.kind !== SignerKind.NONE;
}

async function rolesOfStaff(parts: Parts, account: Address): Promise<Role[]> {
  const powers = await powersOf(parts.chain, parts.cityId, account);
  const acting = powers.filter((power) => power !== "AUDIT");
  return [
    ...(acting.length === 0 ? [] : [{ kind: "OFFICER" as const, powers: acting }]),
    ...(powers.includes("AUDIT") ? [{ kind: "AUDITOR" as const, powers: ["AUDIT" as const] }] : []),
  ];
}

/** Powers of an active staff account in a city, as the ledger has them at this moment. */
export async function powersOf(chain: Chain, cityId: number, account: Address): Promise<OfficerPower[]> {
  const entry = await chain.client.readContract({ ...chain.contract("accounts"), functionName: "account", args: [account] });
  if (entry.kind !== AccountKind.STAFF || entry.status !== AccountStatus.ACTIVE || entry.cityId !== cityId) return [];
  const answers = await Promise.all(
    officerPowers.map(async (power) => ({
      power,
      holds: await chain.client.readContract({
        ...chain.contract("authority"),
        functionName: "hasPower",
        args: [cityId, powerId(power), account],
      }),
    })),
  );
  return answers.filter(({ holds }) => holds).map(({ power }) => power);
}

