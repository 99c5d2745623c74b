import type { DataSource } from "typeorm";
import type { z } from "zod";
import { ProgrammeUnit } from "../../platform/chain/generated/enums.ts";
import type { issuanceSeriesSchema, ProgrammeJson } from "../points/points.schemas.ts";
import { sumOfQuantities } from "./issuance-store.ts";
import type { KeptFigures } from "./reconcile.ts";

/** Smaller groups could be recognized [L11]. */
const SMALLEST_GROUP = 10;

export interface PublicSummaryParts {
  readonly database: DataSource;
  readonly cityId: number;
  readonly city: { readonly id: number; readonly slug: string; readonly name: string; readonly population: number };
  readonly kept: Pick<KeptFigures, "issuerTotals" | "heldPoints">;
  readonly programmesForPublic: () => Promise<readonly ProgrammeJson[]>;
  readonly issuanceSeries: () => Promise<Omit<z.output<typeof issuanceSeriesSchema>, "asOfBlock">>;
  readonly countResidents: () => Promise<number>;
  readonly countInstitutions: () => Promise<{ merchants: number; organizations: number }>;
}

/** Totals of the city, without anybody in particular. */
export async function readPublicSummary(parts: PublicSummaryParts) {
  const [totals, heldPoints, attestedMinutes, programmes, series, residents, institutions] = await Promise.all([
    parts.kept.issuerTotals(),
    parts.kept.heldPoints(),
    sumOfQuantities(parts.database, parts.cityId, ProgrammeUnit.MINUTE),
    parts.programmesForPublic(),
    parts.issuanceSeries(),
    parts.countResidents(),
    parts.countInstitutions(),
  ]);
  const { id, slug, name, population } = parts.city;
  return {
    city: { id, slug, name, population },
    residentsEnrolled: residents < SMALLEST_GROUP ? null : residents,
    programmes: [...programmes],
    totals: {
      issuedPoints: totals.issuedPoints.toString(),
      redeemedPoints: totals.redeemedPoints.toString(),
      returnedPoints: totals.returnedPoints.toString(),
      outstandingPoints: heldPoints.toString(),
      attestedMinutes: attestedMinutes.toString(),
      activeMerchants: institutions.merchants,
      organizations: institutions.organizations,
    },
    series,
  };
}
