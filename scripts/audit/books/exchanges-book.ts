import type { Address, Hex } from "viem";
import { Check } from "../check.ts";
import { ExchangeKind } from "../generated/enums.ts";
import type { Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import { moveKey } from "./points-book.ts";
import type { SpendingBook } from "./spending-book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

export interface ExchangesBook extends Book {
  readonly counts: { exchanges: number; testimonials: number };
}

/** Points of a pair in the week and the three before. */
interface PairUse {
  weekIndex: number;
  points: bigint[];
}

interface Parties {
  readonly provider: Address;
  readonly receiver: Address;
  readonly testified: Set<Address>;
}

const WEEKS = 4;
const DAY_SECONDS = 86_400;
/** The constructor's, until the council decides otherwise. */
const FIRST_PARAMETERS = { pointsPerMinuteMax: 2, pairPointsMax: 600, newPartnersMax: 3 };

/** Exchanges between residents and their limits (A12). */
export function exchangesBook(authority: AuthorityBook, spending: SpendingBook, pairs: TransactionPairs): ExchangesBook {
  const once = new Check("exchanges-once", { fr: "Chaque échange se règle une fois, ses lots font ses points", en: "Each exchange settles once, its lots make its points" });
  const limits = new Check("exchange-limits", { fr: "Taux, plafond par paire et nouveaux partenaires respectés", en: "Rate, ceiling per pair and new partners are respected" });
  const testimonials = new Check("testimonials", { fr: "Un témoignage par partie d’un échange connu", en: "One testimonial per party of a known exchange" });
  const settled = new Map<Hex, Parties>();
  const pairUses = new Map<string, PairUse>();
  const newPartners = new Map<Address, { weekIndex: number; count: number }>();
  const counts = { exchanges: 0, testimonials: 0 };
  let parameters = FIRST_PARAMETERS;

  function countPair(one: Address, other: Address, points: bigint, weekIndex: number): { readonly pairPoints: bigint; readonly mostNewPartners: number } {
    const key = one < other ? `${one}${other}` : `${other}${one}`;
    const known = pairUses.get(key);
    const mostNewPartners = known === undefined ? Math.max(meet(one, weekIndex), meet(other, weekIndex)) : 0;
    const use = aged(known, weekIndex);
    use.points[0] = (use.points[0] ?? 0n) + points;
    pairUses.set(key, use);
    return { pairPoints: use.points.reduce((sum, week) => sum + week, 0n), mostNewPartners };
  }
  function meet(account: Address, weekIndex: number): number {
    const known = newPartners.get(account);
    const count = (known?.weekIndex === weekIndex ? known.count : 0) + 1;
    newPartners.set(account, { weekIndex, count });
    return count;
  }
  function checkLimits(facts: { provider: Address; receiver: Address; points: bigint; minutes: number; kind: number; at: Place }): void {
    const { provider, receiver, points, minutes, kind, at } = facts;
    const { pairPoints, mostNewPartners } = countPair(provider, receiver, points, Math.floor((Math.floor(at.timestamp / DAY_SECONDS) + 3) / 7));
    const isRated = kind !== ExchangeKind.SERVICE || points <= BigInt(minutes * parameters.pointsPerMinuteMax);
    const isWithin = pairPoints <= BigInt(parameters.pairPointsMax) && mostNewPartners <= parameters.newPartnersMax;
    limits.holds(isRated && isWithin, () => ({
      fr: `échange de ${receiver} à ${provider}`,
      en: `exchange from ${receiver} to ${provider}`,
      expected: `≤ ${parameters.pointsPerMinuteMax} points/min, ≤ ${parameters.pairPointsMax} par paire, ≤ ${parameters.newPartnersMax} nouveaux partenaires`,
      found: `${points} points en ${minutes} min, ${pairPoints} pour la paire, ${mostNewPartners} nouveaux partenaires`,
    }), at);
  }

  return {
    counts,
    checks: [once, limits, testimonials],
    listener: {
      serviceExchanges: {
        ExchangeSettled({ exchangeId, provider, receiver, points, quantityMinutes, kind, lots, attestationUid }, at) {
          counts.exchanges += 1;
          const sum = lots.reduce((total, lot) => total + lot.points, 0n);
          once.holds(!settled.has(exchangeId) && sum === points && provider !== receiver, () => ({
            fr: `échange ${exchangeId}`,
            en: `exchange ${exchangeId}`,
            expected: String(points),
            found: String(sum),
          }), at);
          settled.set(exchangeId, { provider, receiver, testified: new Set() });
          pairs.fact("attestation", attestationUid);
          for (const lot of lots) pairs.fact("move", moveKey(receiver, provider, lot.cityId, lot.points));
          checkLimits({ provider, receiver, points, minutes: quantityMinutes, kind, at });
          spending.spend(receiver, points, at);
        },
        TestimonialGiven({ exchangeId, author, rating, attestationUid }, at) {
          counts.testimonials += 1;
          const parties = settled.get(exchangeId);
          const isParty = parties?.provider === author || parties?.receiver === author;
          testimonials.holds(isParty && !parties.testified.has(author) && rating >= 1 && rating <= 5, () => ({
            fr: `témoignage sur l’échange ${exchangeId}`,
            en: `testimonial on exchange ${exchangeId}`,
            expected: "1",
            found: author,
          }), at);
          parties?.testified.add(author);
          pairs.fact("attestation", attestationUid);
        },
        ExchangeParametersChanged({ parameters: given }) {
          parameters = given;
          if (authority.isHandedOver()) pairs.ruleChanged("serviceExchanges");
        },
      },
    },
  };
}

/** The same weeks seen from `weekIndex`: older ones fall out. */
function aged(known: PairUse | undefined, weekIndex: number): PairUse {
  const passed = known === undefined ? WEEKS : weekIndex - known.weekIndex;
  return { weekIndex, points: Array.from({ length: WEEKS }, (_, week) => known?.points[week - passed] ?? 0n) };
}
