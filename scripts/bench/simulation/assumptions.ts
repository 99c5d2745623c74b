/** What the simulation stands on: m measured by this bench, p published elsewhere, e estimated. Bytes, gas, seconds. */
export const ASSUMPTIONS = {
  /** m: an empty block of eleven validators, eight seals, as Besu writes it. */
  emptyBlockBytes: 1_098,
  /** m: `redemption-bytes.ts`, solved from one item and from sixty. */
  transactionBytes: 173,
  redemptionBytes: 1_056,
  receiptBytes: 270,
  receiptItemBytes: 700,
  receiptCrossingBytes: 223,
  /** m: `redemption-gas.ts`, batches of a hundred, and of sixty across cities. */
  redemptionGas: 131_545,
  crossingGas: 178_752,
  /** e: of all redemptions, paid with another city's points. */
  crossingShare: 0.2,
  /** The relay's batch. */
  batchItems: 60,
  /** Qbft's block period of the project. */
  blockSeconds: 1,
  /** p: 645 token transfers a second on four cores (Besu's own tests), times their gas. */
  executedGasPerSecond: 22_000_000,
  /** m: `redemption-rate.ts`, one lane on a shared machine of two cores; a floor, not a bound of the software. */
  laneRedemptionsPerSecond: 44,
  checkedPerSecond: 202,
  /** A charge lives two minutes: what waits longer is not paid. */
  chargeLifeSeconds: 120,
  cities: 11,
  /** The largest city's part of the residents, as in the cast: Brossard's 85,721 of some 300,000. */
  largestCityShare: 0.28,
  /** e: nodes of a state trie that one redemption writes, kept for ever by FOREST. */
  stateBytes: 9_000,
  /** m: `redemption-rate.ts`: growth of a database by a redemption of another city; each city's index keeps them all. */
  databaseBytes: 5_900,
  /** m: what one's own counters add to that. */
  ownDatabaseBytes: 8_400,
  /** What a city can be asked to buy. */
  diskBytes: 2e12,
  /** Busiest second over the mean second, the rule of thumb for sizing. */
  peakFactor: 10,
} as const;
