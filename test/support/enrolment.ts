import { id } from "ethers";
import { InstitutionKind, AccountKind, SignerKind } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import { NO_APPROVAL, type Signing } from "./acts.ts";
import { accountOf, type Officer } from "./actors.ts";
import { time } from "./chain.ts";
import type { MailleContracts } from "./contracts.ts";
import { deviceKeySigner, type TestSigner, walletSigner } from "./signers.ts";

/** A resident with a FULL key and a DEVICE key, both active. */
export interface Resident {
  readonly name: string;
  readonly cityId: number;
  readonly account: string;
  /** FULL: a passkey or a wallet. */
  readonly signer: TestSigner;
  /** DEVICE, capped. */
  readonly device: TestSigner;
}

export interface Merchant {
  readonly name: string;
  readonly cityId: number;
  /** The institution's account. */
  readonly account: string;
  readonly terminal: TestSigner;
  readonly dailyCeilingPoints: bigint;
}

export interface Organization {
  readonly name: string;
  readonly cityId: number;
  readonly account: string;
  readonly coordinator: TestSigner;
}

const HOUR_SECONDS = 3_600;

/** What the enrolling steps of a fixture need: the contracts, the network's signatures, one verifier. */
export interface Enrolling {
  readonly contracts: MailleContracts;
  readonly signing: Signing;
  readonly deviceKeyVerifier: string;
}

/** @returns an instant an hour ahead of the chain: the usual `validBefore` of a municipal act */
export const inAnHour = async (): Promise<number> => (await time.latest()) + HOUR_SECONDS;

export async function openResident(
  { contracts, signing, deviceKeyVerifier }: Enrolling,
  service: Officer,
  name: string,
  full: TestSigner,
): Promise<Resident> {
  const account = accountOf(name);
  const validBefore = await inAnHour();
  const opening = { account, kind: AccountKind.RESIDENT, signerKind: SignerKind.FULL, signer: full.bytes };
  const act = { cityId: service.cityId, openings: [opening], validBefore };
  await contracts.accounts.open(act, signing.approve(service, "OpenAccounts", act));

  const device = deviceKeySigner(`device of ${name}`, deviceKeyVerifier);
  const addition = { account, kind: SignerKind.DEVICE, signer: device.bytes, revision: 1, validBefore };
  await contracts.accounts.addSigner(addition, signing.prove(full, "SignerAddition", addition), NO_APPROVAL);
  return { name, cityId: service.cityId, account, signer: full, device };
}

async function accredit(
  { contracts, signing }: Enrolling,
  officer: Officer,
  name: string,
  kind: InstitutionKind,
  dailyCeilingPoints: bigint,
): Promise<string> {
  const salt = id(`salt of ${name}`);
  const institution: string = await contracts.institutionAccounts.predict(salt);
  const act = {
    cityId: officer.cityId,
    institution,
    kind,
    salt,
    profileHash: id(`profile of ${name}`),
    dailyCeilingPoints,
    validBefore: await inAnHour(),
  };
  await contracts.participants.accredit(act, [signing.approve(officer, "Accreditation", act)]);
  return institution;
}

/** A merchant with one enrolled terminal. */
export async function accreditMerchant(
  enrolling: Enrolling,
  officer: Officer,
  service: Officer,
  name: string,
): Promise<Merchant> {
  const { contracts, signing, deviceKeyVerifier } = enrolling;
  const dailyCeilingPoints = 50_000n;
  const account = await accredit(enrolling, officer, name, InstitutionKind.MERCHANT, dailyCeilingPoints);
  const terminal = deviceKeySigner(`terminal of ${name}`, deviceKeyVerifier);
  const act = { merchant: account, signer: terminal.bytes, validBefore: await inAnHour() };
  await contracts.participants.enrolTerminal(act, signing.approve(service, "TerminalEnrolment", act));
  return { name, cityId: officer.cityId, account, terminal, dailyCeilingPoints };
}

/** An organization with one appointed coordinator. */
export async function accreditOrganization(
  enrolling: Enrolling,
  officer: Officer,
  name: string,
  coordinatorName: string,
): Promise<Organization> {
  const { contracts, signing } = enrolling;
  const account = await accredit(enrolling, officer, name, InstitutionKind.ORGANIZATION, 0n);
  const coordinator = walletSigner(coordinatorName);
  const act = {
    institution: account,
    signer: coordinator.bytes,
    appointed: true,
    revision: 1,
    validBefore: await inAnHour(),
  };
  await contracts.accounts.appoint(act, [signing.approve(officer, "Appointment", act)]);
  return { name, cityId: officer.cityId, account, coordinator };
}
