import { id } from "ethers";
import { ProgrammeUnit } from "../../ledger-service/src/platform/chain/generated/enums.ts";
import type { Officer } from "./actors.ts";
import type { Signing } from "./acts.ts";
import type { MailleContracts } from "./contracts.ts";

export interface ProgrammeTerms {
  readonly ordinal?: number;
  readonly unit?: ProgrammeUnit;
  readonly rate?: { readonly points: number; readonly quantity: number };
  readonly budgetPoints?: bigint;
  readonly weeklyCeilingPoints?: bigint;
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly pendingSeconds?: number;
}

export interface Granting {
  readonly contracts: MailleContracts;
  readonly signing: Signing;
}

/** An instant that no test reaches. */
export const FAR_SECONDS = 4_000_000_000;

export const FOURTEEN_DAYS_SECONDS = 14 * 86_400;

/** Opens a programme under resolution 2026-100: unless told otherwise hours, 100 points each, pending 14 days. */
export async function openProgramme(
  { contracts, signing }: Granting,
  officers: readonly [Officer, Officer],
  terms: ProgrammeTerms = {},
): Promise<string> {
  const resolution = { year: 2026, number: 100, documentHash: id("resolution 2026-100") };
  const act = {
    cityId: officers[0].cityId,
    ordinal: 0,
    unit: ProgrammeUnit.MINUTE,
    resolution,
    rate: { points: 100, quantity: 60 },
    budgetPoints: 1_000n,
    weeklyCeilingPoints: 500n,
    startsAt: 1_600_000_000,
    endsAt: FAR_SECONDS,
    pendingSeconds: FOURTEEN_DAYS_SECONDS,
    validBefore: FAR_SECONDS,
    ...terms,
  };
  await contracts.programmes.open(act, signing.approveAll(officers, "ProgrammeOpening", act));
  return contracts.programmes.programmeIdOf(act.cityId, resolution.year, resolution.number, act.ordinal);
}

/** Lets an institution attest up to `allottedPoints` under a programme. */
export async function allot(
  { contracts, signing }: Granting,
  officer: Officer,
  programmeId: string,
  institution: string,
  allottedPoints: bigint,
): Promise<void> {
  const { revision } = await contracts.programmes.allotment(programmeId, institution);
  const act = { programmeId, institution, allottedPoints, revision, validBefore: FAR_SECONDS };
  await contracts.programmes.changeAllotment(act, [signing.approve(officer, "AllotmentChange", act)]);
}
