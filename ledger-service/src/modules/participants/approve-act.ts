import type { EntityManager } from "typeorm";
import type { Address } from "viem";
import { z } from "zod";
import { officerPowers, type Caller, type OfficerPower } from "../../kernel/caller.ts";
import { addressSchema, sameHex } from "../../kernel/hex.ts";
import type { Chain } from "../../platform/chain/chain.ts";
import { SignerKind } from "../../platform/chain/generated/enums.ts";
import { typedDataByPrimaryType } from "../../platform/chain/generated/typed-data.ts";
import { typedDataDigest, type Signed } from "../../platform/chain/typed-data.ts";
import { reviveMessage } from "./act-message.ts";
import { actApprovalEntity } from "./municipal-act-approval.entity.ts";
import type { MunicipalActRow } from "./municipal-act.entity.ts";
import { municipalActProblems } from "./municipal-act.problems.ts";
import { powerId } from "./power-names.ts";

const powerSchema = z.enum(officerPowers);

interface Parts {
  readonly chain: Chain;
  readonly cityId: number;
  readonly staffAccountOf: (personId: string) => Promise<Address | undefined>;
}

/**
 * Records one officer's signature after the checks that `Authority.checkApprovals` will make, one by one as they come,
 * so that a wrong one fails at once and says why.
 * @throws Problem `act-officer-unknown`, `act-second-person-needed`, `act-self-grant`, `act-power-missing`,
 * `act-key-refused`, `act-full-key-needed`, `act-not-open`, `act-expired`
 */
export async function recordApproval(parts: Parts, manager: EntityManager, row: MunicipalActRow, caller: Caller, signed: Signed): Promise<void> {
  requireOpen(row);
  const officer = await parts.staffAccountOf(caller.personId);
  if (officer === undefined) throw municipalActProblems.of("act-officer-unknown");
  const approvals = manager.getRepository(actApprovalEntity);
  if (await approvals.existsBy({ actId: row.id, officer })) throw municipalActProblems.of("act-second-person-needed");
  if (isGrantTo(row, officer)) throw municipalActProblems.of("act-self-grant");
  await checkAgainstLedger(parts, row, officer, signed);
  await approvals.insert({
    actId: row.id,
    officer,
    personId: caller.personId,
    signer: signed.signer,
    signature: signed.signature,
    approvedAt: new Date(),
  });
}

export function requireOpen(row: MunicipalActRow): void {
  if (row.withdrawnAt !== null || row.operationId !== null) throw municipalActProblems.of("act-not-open");
  if (row.validBefore.getTime() <= Date.now()) throw municipalActProblems.of("act-expired");
}

async function checkAgainstLedger({ chain, cityId }: Parts, row: MunicipalActRow, officer: Address, signed: Signed): Promise<void> {
  const struct = typedDataByPrimaryType[row.kind];
  const holds = await chain.client.readContract({
    ...chain.contract("authority"),
    functionName: "hasPower",
    args: [cityId, powerId(powerOf(row)), officer],
  });
  if (!holds) throw municipalActProblems.of("act-power-missing");
  const digest = typedDataDigest(chain, struct, reviveMessage(struct, row.message));
  const kind = await chain.verifyAccount(officer, digest, signed);
  if (kind === SignerKind.NONE) throw municipalActProblems.of("act-key-refused");
  if (kind !== SignerKind.FULL) throw municipalActProblems.of("act-full-key-needed");
}

/** Nobody gives a power to themselves; taking one's own away is allowed. */
export function isGrantTo(row: MunicipalActRow, officer: Address): boolean {
  if (row.kind !== "PowerGrant") return false;
  return row.message.granted === true && sameHex(addressSchema.parse(row.message.officer), officer);
}

export function powerOf(row: MunicipalActRow): OfficerPower {
  return powerSchema.parse(row.power);
}

export function holdsPower(caller: Caller, power: string): boolean {
  return caller.roles.some((role) => role.powers?.some((held) => held === power) ?? false);
}
