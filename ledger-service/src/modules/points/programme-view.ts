import { ProgrammeStatus } from "../../platform/chain/generated/enums.ts";
import type { ProgrammeRow } from "./programme.entity.ts";
import type { ProgrammeJson } from "./points.schemas.ts";
import { programmeUnitName } from "./programme-units.ts";

/** The shortest window of hours outside a test network [A6]. */
const HOURS_PENDING_SECONDS = 14 * 86_400;
/** The last instant that a JavaScript date can say. */
const LAST_SECOND = 8_640_000_000_000n;

/** A programme as people read it. `title` falls back on its resolution where this city has no record of it. */
export function viewProgramme(row: ProgrammeRow, title: string | undefined): ProgrammeJson {
  return {
    programmeId: row.programmeId,
    cityId: row.cityId,
    title: title ?? fallbackTitle(row),
    unit: programmeUnitName(row.unit),
    rate: { points: Number(row.ratePoints), quantity: Number(row.rateQuantity) },
    budgetPoints: row.budgetPoints.toString(),
    reservedPoints: row.reservedPoints.toString(),
    issuedPoints: row.issuedPoints.toString(),
    weeklyCeilingPoints: row.weeklyCeilingPoints.toString(),
    startsAt: instantText(row.startsAtSeconds),
    endsAt: instantText(row.endsAtSeconds),
    pendingSeconds: Number(row.pendingSeconds),
    isTrial: isTrial(row),
    status: row.status === ProgrammeStatus.OPEN ? "OPEN" : "CLOSED",
    resolution: {
      year: row.resolutionYear,
      number: Number(row.resolutionNumber),
      label: resolutionLabel(row.resolutionYear, row.resolutionNumber),
      documentHash: row.resolutionDocumentHash,
    },
    revision: Number(row.revision),
  };
}

/** « 2026-014 » */
export function resolutionLabel(year: number, number: number | bigint): string {
  return `${year}-${number.toString().padStart(3, "0")}`;
}

/** Hours whose window is shorter than 14 days exist on a test network only: such a programme is a trial (« essai »). */
export function isTrial(row: Pick<ProgrammeRow, "unit" | "pendingSeconds">): boolean {
  return programmeUnitName(row.unit) === "MINUTE" && row.pendingSeconds < HOURS_PENDING_SECONDS;
}

export function fallbackTitle(row: Pick<ProgrammeRow, "resolutionYear" | "resolutionNumber">): string {
  return `Programme de la résolution ${resolutionLabel(row.resolutionYear, row.resolutionNumber)}`;
}

function instantText(seconds: bigint): string {
  return new Date(Number(seconds > LAST_SECOND ? LAST_SECOND : seconds) * 1000).toISOString();
}
