import type { Hex } from "viem";

/** What a merchant asks for; mirrors `Charge` of IRedemptionDesk.sol. Points whole, `validBefore` in seconds. */
export interface Charge {
  readonly merchant: Hex;
  readonly terminal: Hex;
  readonly points: bigint;
  readonly offerHash: Hex;
  readonly random: Hex;
  readonly validBefore: bigint;
}

/** What a resident signs to pay one charge; mirrors `Consent`. */
export interface Consent {
  readonly account: Hex;
  readonly chargeId: Hex;
  readonly merchant: Hex;
  readonly points: bigint;
  readonly validAfter: bigint;
  readonly validBefore: bigint;
}

/** A charge lives this long, online (Q3). */
export const CHARGE_LIFE_SECONDS = 120;
/** The block's clock may be behind the service's by this much: a consent starts earlier (Q3). */
export const CLOCK_SLACK_SECONDS = 30;
/** A sale above this is keyed wrongly more often than not. */
export const CHARGE_POINTS_MAX = 100_000n;
/** A resident's code renews; one that was just shown still meets its charge. */
export const CODE_RENEWAL_SECONDS = 30;
export const CODE_LIFE_SECONDS = 60;
/** Above the equivalent of 50 $, a second confirmation (W14): 100 points are worth one dollar between treasurers. */
export const SECOND_CONFIRMATION_POINTS = 5_000n;
export const POINTS_PER_DOLLAR = 100n;
