import type { Address } from "viem";
import { Check } from "../check.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Place } from "../ledger-event.ts";
import { seededSample } from "../seeded-sample.ts";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

/** Points of one issuing city. */
export interface IssuerCount {
  issued: bigint;
  redeemed: bigint;
  returned: bigint;
}

export interface PointsBook extends Book {
  readonly issuers: ReadonlyMap<number, IssuerCount>;
  /** (account, city) pairs that ever held points. */
  holderCount(): number;
  /** How many balances were read from the contract; set by `compare`. */
  comparedCount(): number;
}

export interface PointsBookSettings {
  readonly seed: string;
  /** Up to so many balances are all compared; beyond, a sample of so many. */
  readonly fullComparisonMax: number;
}

const NOBODY = `0x${"00".repeat(20)}`;

/** Balances, supply and totals of each issuing city (I1, I8). */
export function pointsBook(pairs: TransactionPairs, settings: PointsBookSettings): PointsBook {
  const never = new Check("never-negative", { fr: "Aucun solde n’est jamais sous zéro", en: "No balance is ever below zero" });
  const supply = new Check("supply", { fr: "Par ville : émis − retirés + rendus = somme des soldes", en: "Per city: issued − redeemed + returned = sum of balances" });
  const totals = new Check("issuer-totals", { fr: "Totaux de chaque ville, recalculés et dans le contrat", en: "Totals of each city, recomputed and in the contract" });
  const held = new Check("balances", { fr: "Soldes recalculés et soldes du contrat", en: "Recomputed balances and the contract's" });
  const balances = new Map<string, bigint>();
  const issuers = new Map<number, IssuerCount>();
  let comparedCount = 0;

  function issuer(cityId: number): IssuerCount {
    const count = issuers.get(cityId) ?? { issued: 0n, redeemed: 0n, returned: 0n };
    issuers.set(cityId, count);
    return count;
  }

  function change(account: Address, cityId: number, by: bigint, at: Place): void {
    const key = `${account}${cityId}`;
    const after = (balances.get(key) ?? 0n) + by;
    balances.set(key, after);
    never.holds(after >= 0n, () => ({
      fr: `solde du compte ${account}, points de la ville ${cityId}`,
      en: `balance of account ${account}, points of city ${cityId}`,
      expected: "≥ 0",
      found: String(after),
    }), at);
  }

  return {
    issuers,
    checks: [never, supply, totals, held],
    holderCount: () => balances.size,
    comparedCount: () => comparedCount,
    listener: {
      points: {
        Transfer: ({ sender, receiver, id, amount }) => pairs.consequence("transfer", moveKey(sender, receiver, Number(id), amount)),
        PointsIssued({ account, cityId, points }, at) {
          issuer(cityId).issued += points;
          change(account, cityId, points, at);
          pairs.fact("transfer", moveKey(NOBODY, account, cityId, points));
          pairs.consequence("issuance", lotKey(account, cityId, points));
        },
        PointsRedeemed({ account, cityId, points }, at) {
          issuer(cityId).redeemed += points;
          change(account, cityId, -points, at);
          pairs.fact("transfer", moveKey(account, NOBODY, cityId, points));
          pairs.consequence("redemption", lotKey(account, cityId, points));
        },
        PointsReturned({ account, cityId, points }, at) {
          issuer(cityId).returned += points;
          change(account, cityId, points, at);
          pairs.fact("transfer", moveKey(NOBODY, account, cityId, points));
          pairs.consequence("giveBack", lotKey(account, cityId, points));
        },
        PointsMoved({ from, to, cityId, points }, at) {
          change(from, cityId, -points, at);
          change(to, cityId, points, at);
          pairs.fact("transfer", moveKey(from, to, cityId, points));
          pairs.consequence("move", moveKey(from, to, cityId, points));
        },
      },
    },
    async compare(reader) {
      compareSupply(supply, balances, issuers);
      await compareTotals(totals, issuers, reader);
      const keys = seededSample([...balances.keys()], settings.fullComparisonMax, settings.seed);
      comparedCount = keys.length;
      await compareBalances(held, balances, keys, reader);
    },
  };
}

/** How a lot of one account is told in a pair. */
export const lotKey = (account: string, cityId: number, points: bigint): string => `${account}, ville ${cityId}, ${points} points`;

/** How a movement between two accounts is told in a pair. */
export const moveKey = (from: string, to: string, cityId: number, points: bigint): string => `${from} → ${to}, ville ${cityId}, ${points} points`;

const accountOf = (key: string): Address => `0x${key.slice(2, 42)}`;
const cityOf = (key: string): number => Number(key.slice(42));

function compareSupply(check: Check, balances: ReadonlyMap<string, bigint>, issuers: ReadonlyMap<number, IssuerCount>): void {
  const sums = new Map<number, bigint>();
  for (const [key, points] of balances) sums.set(cityOf(key), (sums.get(cityOf(key)) ?? 0n) + points);
  for (const [cityId, { issued, redeemed, returned }] of issuers) {
    check.equal(issued - redeemed + returned, sums.get(cityId) ?? 0n, () => ({
      fr: `points en circulation de la ville ${cityId}`,
      en: `points of city ${cityId} in circulation`,
    }));
  }
}

async function compareTotals(check: Check, issuers: ReadonlyMap<number, IssuerCount>, reader: LedgerReader): Promise<void> {
  const cityIds = [...issuers.keys()];
  const answers = await reader.readAll("points", "totals", cityIds.map((cityId) => [cityId] as const));
  for (const [index, { issuedPoints, redeemedPoints, returnedPoints }] of answers.entries()) {
    const cityId = cityIds[index] ?? 0;
    const count = issuers.get(cityId);
    const say = (fr: string, en: string) => () => ({ fr: `points ${fr} de la ville ${cityId}`, en: `${en} points of city ${cityId}` });
    check.equal(count?.issued, issuedPoints, say("émis", "issued"));
    check.equal(count?.redeemed, redeemedPoints, say("retirés", "redeemed"));
    check.equal(count?.returned, returnedPoints, say("rendus", "returned"));
  }
}

async function compareBalances(check: Check, balances: ReadonlyMap<string, bigint>, keys: readonly string[], reader: LedgerReader): Promise<void> {
  const calls = keys.map((key) => [accountOf(key), BigInt(cityOf(key))] as const);
  const answers = await reader.readAll("points", "balanceOf", calls);
  for (const [index, found] of answers.entries()) {
    const key = keys[index] ?? "";
    check.equal(balances.get(key), found, () => ({
      fr: `solde du compte ${accountOf(key)}, points de la ville ${cityOf(key)}`,
      en: `balance of account ${accountOf(key)}, points of city ${cityOf(key)}`,
    }));
  }
}
