import { keccak256, type Hex } from "viem";
import { castAccountsOfCity, type CastWriting } from "./cast-writing.ts";
import { CAST_CITIES } from "./cities.ts";
import { institutionAt, institutionKindOf, MERCHANT_CEILING_POINTS, type SeededInstitution } from "./cast-institutions.ts";
import { officerOf } from "./cast-accounts.ts";
import { signsDigests } from "./sign-acts.ts";

const HOUR_SECONDS = 3_600;

/** Each merchant and organization accredited, its terminal enrolled, its coordinator appointed. */
export const seedInstitutions = async (
  writing: CastWriting,
  institutions: readonly SeededInstitution[],
  profileHashOf: (institution: SeededInstitution) => Hex,
  at: number,
): Promise<void> => {
  writing.chain.setTime(at);
  for (const one of institutions) await accredit(writing, one, profileHashOf(one), at);
  await writing.chain.sealAt(at);
  for (const city of CAST_CITIES) {
    for (const index of city.merchants.keys()) await enrolTerminal(writing, institutionAt(institutions, city.slug, "MERCHANT", index), at);
    for (const index of city.organizations.keys()) {
      await appointCoordinator(writing, institutionAt(institutions, city.slug, "ORGANIZATION", index), at);
    }
  }
  await writing.chain.sealAt(at + 60);
};

const accredit = async ({ chain, signing, keys, accounts }: CastWriting, one: SeededInstitution, profileHash: Hex, at: number) => {
  const officer = officerOf(one.city, "accredit");
  const act = {
    cityId: one.city.id,
    institution: one.institution,
    kind: institutionKindOf(one.kind),
    salt: one.salt,
    profileHash,
    dailyCeilingPoints: one.kind === "MERCHANT" ? MERCHANT_CEILING_POINTS : 0n,
    validBefore: BigInt(at + HOUR_SECONDS),
  };
  const approval = await signing.approve(accounts.person(officer.sub), signsDigests(keys.person(officer.sub)), "Accreditation", act);
  await chain.call(`accreditation of ${one.name}`, "participants", "accredit", [act, [approval]]);
};

const enrolTerminal = async (writing: CastWriting, merchant: SeededInstitution, at: number) => {
  const { chain, signing, keys } = writing;
  const signer = keys.terminal(merchant.city.slug, merchant.index).address;
  const act = { merchant: merchant.institution, signer, validBefore: BigInt(at + HOUR_SECONDS) };
  const service = castAccountsOfCity(writing, merchant.city);
  const approval = await signing.approve(service.account, service.enrol, "TerminalEnrolment", act);
  await chain.call(`terminal of ${merchant.name}`, "participants", "enrolTerminal", [act, approval]);
};

const appointCoordinator = async ({ chain, signing, keys, accounts }: CastWriting, one: SeededInstitution, at: number) => {
  const officer = officerOf(one.city, "accredit");
  const act = {
    institution: one.institution,
    signer: keys.person(coordinatorSubOf(one)).address,
    appointed: true,
    revision: 1,
    validBefore: BigInt(at + HOUR_SECONDS),
  };
  const approval = await signing.approve(accounts.person(officer.sub), signsDigests(keys.person(officer.sub)), "Appointment", act);
  await chain.call(`coordinator of ${one.name}`, "accounts", "appoint", [act, [approval]]);
};

export const coordinatorSubOf = ({ city, index }: SeededInstitution): string => `${city.slug}-coordinator-${index + 1}`;
export const cashierSubOf = ({ city, index }: SeededInstitution): string => `${city.slug}-cashier-${index + 1}`;

/** As the ledger names a terminal. */
export const terminalIdOf = (writing: Pick<CastWriting, "keys">, merchant: SeededInstitution): Hex =>
  keccak256(writing.keys.terminal(merchant.city.slug, merchant.index).address);
