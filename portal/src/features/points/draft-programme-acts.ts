import type { Hex } from "viem";
import type { ProgrammeUnit, Rate } from "./programmes.ts";

/** A council resolution with the text that will be published; its hash is what officers sign. */
export type ResolutionInput = { year: number; number: number; documentText: string };

export type ProgrammeOpening = {
  title: string;
  resolution: ResolutionInput;
  unit: ProgrammeUnit;
  rate: Rate;
  budgetPoints: string;
  weeklyCeilingPoints: string;
  startsAt: string;
  endsAt: string;
  pendingSeconds: number;
};

/** Where each act on programmes is drafted. */
export const programmeActPaths = {
  opening: "/api/programmes",
  raise: (programmeId: Hex) => `/api/programmes/${programmeId}/raise`,
  closing: (programmeId: Hex) => `/api/programmes/${programmeId}/closing`,
  allotment: (programmeId: Hex) => `/api/programmes/${programmeId}/allotments`,
};
