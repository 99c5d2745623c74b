import { clearingPeriodStarts } from "./clearing-periods.ts";

export interface CapParameters {
  /** SignerKind: 1 FULL, 2 DEVICE, 3 CARD. */
  readonly kind: 1 | 2 | 3;
  readonly perChargePoints: bigint;
  readonly perDayPoints: bigint;
  /** What an account's own choice may not exceed. */
  readonly ceilingPerDayPoints: bigint;
}

export interface ExchangeLimits {
  readonly pointsPerMinuteMax: number;
  /** Per pair and 4 weeks. */
  readonly pairPointsMax: number;
  /** Per account and week. */
  readonly newPartnersMax: number;
}

/** As `ICouncil.BallotTimes`. */
export interface BallotTimes {
  /** Between a proposal and its first ballot: the time to read it. */
  readonly votingDelaySeconds: number;
  /** Of each ballot. */
  readonly votingPeriodSeconds: number;
  /** After a first ballot, for asking for the second. */
  readonly requestWindowSeconds: number;
  /** A result not executed by then lapses. */
  readonly executionWindowSeconds: number;
}

/** Common rules of a network: set once by the plan, changed afterwards by the council's timelock only. */
export interface NetworkParameters {
  /** Hours stay pending at least this long [A6]: 14 days, less on a test network only. */
  readonly minimumHoursPendingSeconds: number;
  /** One account's minutes in one week, all cities together [A3]. */
  readonly weeklyMinutesCeiling: number;
  /** What a debtor may owe a creditor in a period, by the debtor's population (D10). */
  readonly ceilingPointsPerResident: number;
  readonly caps: readonly CapParameters[];
  readonly exchanges: ExchangeLimits;
  /** Start instants of clearing periods, rising, in seconds. */
  readonly periodStarts: readonly bigint[];
  readonly timelockDelaySeconds: number;
  readonly ballots: BallotTimes;
}

const DAY_SECONDS = 86_400;

const CAPS: readonly CapParameters[] = [
  { kind: 1, perChargePoints: 5_000n, perDayPoints: 5_000n, ceilingPerDayPoints: 20_000n },
  { kind: 2, perChargePoints: 500n, perDayPoints: 1_000n, ceilingPerDayPoints: 2_000n },
  { kind: 3, perChargePoints: 200n, perDayPoints: 400n, ceilingPerDayPoints: 400n },
];

const COMMON = {
  weeklyMinutesCeiling: 2_400,
  ceilingPointsPerResident: 5,
  caps: CAPS,
  exchanges: { pointsPerMinuteMax: 2, pairPointsMax: 600, newPartnersMax: 3 },
} as const;

/** @param firstMonth month of the first clearing period, `YYYY-MM` */
export const productionParameters = (firstMonth: string): NetworkParameters => ({
  ...COMMON,
  minimumHoursPendingSeconds: 14 * DAY_SECONDS,
  periodStarts: clearingPeriodStarts(firstMonth, 60),
  timelockDelaySeconds: 3 * DAY_SECONDS,
  ballots: {
    votingDelaySeconds: DAY_SECONDS,
    votingPeriodSeconds: 7 * DAY_SECONDS,
    requestWindowSeconds: 3 * DAY_SECONDS,
    executionWindowSeconds: 14 * DAY_SECONDS,
  },
});

/** A network where nothing is worth anything: short waits, so that a journey can be played to its end. */
export const testParameters = (firstMonth: string): NetworkParameters => ({
  ...COMMON,
  minimumHoursPendingSeconds: 0,
  periodStarts: clearingPeriodStarts(firstMonth, 60),
  timelockDelaySeconds: 0,
  ballots: {
    votingDelaySeconds: 0,
    votingPeriodSeconds: 120,
    requestWindowSeconds: 60,
    executionWindowSeconds: 3_600,
  },
});
