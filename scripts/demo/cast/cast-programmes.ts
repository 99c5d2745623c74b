import { encodeAbiParameters, keccak256, toHex, type Hex } from "viem";
import { ProgrammeUnit } from "../../../ledger-service/src/platform/chain/generated/enums.ts";
import type { CastCity } from "./cities.ts";
import { HOURS_PENDING_SECONDS, TRIAL_PENDING_SECONDS } from "./history.ts";

/** A programme of the cast: its title and resolution are the city's public records, the ledger has their hash. */
export interface CastProgramme {
  readonly key: "volunteering" | "trial";
  readonly title: string;
  readonly resolution: { readonly year: number; readonly number: number; readonly documentText: string };
  readonly ordinal: number;
  readonly rate: { readonly points: number; readonly quantity: number };
  readonly budgetPoints: bigint;
  readonly weeklyCeilingPoints: bigint;
  readonly pendingSeconds: number;
  readonly allotmentPoints: bigint;
}

const resolutionNumber = (city: CastCity, offset: number): number => 10 + city.id * 7 + offset;

export const programmesOf = (city: CastCity, year: number): readonly CastProgramme[] => {
  const volunteering = resolutionNumber(city, 0);
  const trial = resolutionNumber(city, 3);
  const text = (number: number, title: string, budget: bigint): string =>
    `Résolution ${year}-${String(number).padStart(3, "0")} du conseil de ${city.name}. Il est résolu d’affecter ${budget} points au programme « ${title} ».`;
  const budget = 48_000n + BigInt(city.population);
  return [
    {
      key: "volunteering",
      title: "Bénévolat",
      resolution: { year, number: volunteering, documentText: text(volunteering, "Bénévolat", budget) },
      ordinal: 0,
      rate: { points: 100, quantity: 60 },
      budgetPoints: budget,
      weeklyCeilingPoints: 2_000n,
      pendingSeconds: HOURS_PENDING_SECONDS,
      allotmentPoints: budget / 2n,
    },
    {
      key: "trial",
      title: "Bénévolat (essai)",
      resolution: { year, number: trial, documentText: text(trial, "Bénévolat (essai)", 10_000n) },
      ordinal: 0,
      rate: { points: 100, quantity: 60 },
      budgetPoints: 10_000n,
      weeklyCeilingPoints: 2_000n,
      pendingSeconds: TRIAL_PENDING_SECONDS,
      allotmentPoints: 4_000n,
    },
  ];
};

export const programmeOf = (city: CastCity, year: number, key: CastProgramme["key"]): CastProgramme => {
  const programme = programmesOf(city, year).find((one) => one.key === key);
  if (programme === undefined) throw new RangeError(`no programme ${key} in ${city.name}`);
  return programme;
};

/** As `Programmes.programmeIdOf`: a programme is opened once. */
export const programmeIdOf = (city: CastCity, programme: CastProgramme): Hex =>
  keccak256(
    encodeAbiParameters(
      [{ type: "uint8" }, { type: "uint16" }, { type: "uint32" }, { type: "uint8" }],
      [city.id, programme.resolution.year, programme.resolution.number, programme.ordinal],
    ),
  );

export const resolutionOf = (programme: CastProgramme) => ({
  year: programme.resolution.year,
  number: programme.resolution.number,
  documentHash: keccak256(toHex(programme.resolution.documentText)),
});

const DAY_SECONDS = 86_400;

/** Opened before the first sheet, for a year and a half. */
export const openingOf = (city: CastCity, programme: CastProgramme, at: number) => ({
  cityId: city.id,
  ordinal: programme.ordinal,
  unit: ProgrammeUnit.MINUTE,
  resolution: resolutionOf(programme),
  rate: programme.rate,
  budgetPoints: programme.budgetPoints,
  weeklyCeilingPoints: programme.weeklyCeilingPoints,
  startsAt: BigInt(at - 14 * DAY_SECONDS),
  endsAt: BigInt(at + 540 * DAY_SECONDS),
  pendingSeconds: programme.pendingSeconds,
  validBefore: BigInt(at + 3_600),
});
