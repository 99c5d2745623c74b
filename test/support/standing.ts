import { id } from "ethers";
import { ParticipantStatus, type AccountStatus } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { NO_APPROVAL } from "./acts.ts";
import type { Officer } from "./actors.ts";
import { inAnHour, type Merchant, type Resident } from "./enrolment.ts";
import type { Maille } from "./fixture.ts";
import type { TestSigner } from "./signers.ts";

/** An ADMIN changes the status of an account of its city. */
export async function changeAccountStatus({ contracts, signing }: Maille, admin: Officer, account: string, status: AccountStatus): Promise<void> {
  const { revision } = await contracts.accounts.account(account);
  const act = { account, status, revision, validBefore: await inAnHour() };
  await contracts.accounts.changeStatus(act, [signing.approve(admin, "AccountStatusChange", act)]);
}

export interface InstitutionChange {
  readonly status?: ParticipantStatus;
  readonly dailyCeilingPoints?: bigint;
}

/** An ACCREDIT officer changes an institution of its city. */
export async function changeInstitution(
  { contracts, signing }: Maille,
  officer: Officer,
  institution: string,
  { status = ParticipantStatus.ACTIVE, dailyCeilingPoints = 50_000n }: InstitutionChange,
): Promise<void> {
  const { revision } = await contracts.participants.institution(institution);
  const act = { institution, status, profileHash: id("profile"), dailyCeilingPoints, revision, validBefore: await inAnHour() };
  await contracts.participants.updateInstitution(act, [signing.approve(officer, "InstitutionUpdate", act)]);
}

/** The city's service removes a merchant's terminal. */
export async function removeTerminal({ contracts, signing }: Maille, service: Officer, merchant: Merchant): Promise<void> {
  const act = { merchant: merchant.account, terminal: merchant.terminal.hash, validBefore: await inAnHour() };
  await contracts.participants.removeTerminal(act, signing.approve(service, "TerminalRemoval", act));
}

/** A resident throws a key away with its FULL key. */
export async function removeSigner({ contracts, signing }: Maille, resident: Resident, removed: TestSigner): Promise<void> {
  const { revision } = await contracts.accounts.account(resident.account);
  const act = { account: resident.account, signerHash: removed.hash, revision, validBefore: await inAnHour() };
  await contracts.accounts.removeSigner(act, signing.prove(resident.signer, "SignerRemoval", act), NO_APPROVAL);
}

export interface SideTerms {
  readonly otherCityId: number;
  readonly asCreditor: boolean;
  readonly ceilingPoints?: bigint;
  readonly suspended?: boolean;
}

/** A TREASURY officer sets its city's side of a pair. */
export async function changeSide(
  { contracts, signing }: Maille,
  treasurer: Officer,
  { otherCityId, asCreditor, ceilingPoints = 0n, suspended = false }: SideTerms,
): Promise<void> {
  const { cityId } = treasurer;
  const { revision } = await contracts.clearingHouse.side(cityId, otherCityId, asCreditor);
  const act = { cityId, otherCityId, asCreditor, ceilingPoints, suspended, revision, validBefore: await inAnHour() };
  await contracts.clearingHouse.changeSide(act, [signing.approve(treasurer, "SideChange", act)]);
}
