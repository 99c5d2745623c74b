import type { Address } from "viem";
import { Check } from "../check.ts";
import { SignerKind } from "../generated/enums.ts";
import type { Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

export interface SpendingBook extends Book {
  /** Points redeemed, or given in an exchange. */
  spend(account: Address, points: bigint, at: Place): void;
  giveBack(account: Address, points: bigint): void;
}

interface Ceiling {
  readonly perDayPoints: bigint;
}

const DAY_SECONDS = 86_400;

/**
 * What accounts spend a day. An event does not say with which kind of key an account paid, so the cap of each kind
 * cannot be recomputed; that a day's spending stays within the council's ceilings of all kinds together can.
 */
export function spendingBook(authority: AuthorityBook, pairs: TransactionPairs): SpendingBook {
  const caps = new Check("daily-spending", { fr: "Aucun compte ne dépense plus par jour que les plafonds du conseil, toutes clés ensemble", en: "No account spends more a day than the council's ceilings of all kinds of keys together" });
  const ceilings = new Map<number, Ceiling>();
  let today = new Map<Address, bigint>();
  let unixDay = 0;

  return {
    checks: [caps],
    spend(account, points, at) {
      const day = Math.floor(at.timestamp / DAY_SECONDS);
      if (day !== unixDay) {
        unixDay = day;
        today = new Map();
      }
      const spent = (today.get(account) ?? 0n) + points;
      today.set(account, spent);
      const limit = [...ceilings.values()].reduce((sum, { perDayPoints }) => sum + perDayPoints, 0n);
      // Redemptions and exchanges are capped by the same figure, each counting the other's day.
      caps.holds(spent <= limit, () => ({
        fr: `dépenses du compte ${account} le jour ${day}`,
        en: `spending of account ${account} on day ${day}`,
        expected: `≤ ${limit}`,
        found: String(spent),
      }), at);
    },
    giveBack(account, points) {
      const spent = today.get(account) ?? 0n;
      today.set(account, spent > points ? spent - points : 0n);
    },
    listener: {
      accounts: {
        CapParametersChanged({ kind, ceilingPerDayPoints }) {
          if (kind !== SignerKind.NONE) ceilings.set(kind, { perDayPoints: ceilingPerDayPoints });
          if (authority.isHandedOver) pairs.ruleChanged("accounts");
        },
      },
    },
  };
}
