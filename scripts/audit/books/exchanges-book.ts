import type { Address, Hex } from "viem";
import { Check } from "../check.ts";
import { ExchangeKind } from "../generated/enums.ts";
import type { EventArgs, Listener, Place } from "../ledger-event.ts";
import type { AuthorityBook } from "./authority-book.ts";
import type { Book } from "./book.ts";
import { moveKey } from "./points-book.ts";
import type { SpendingBook } from "./spending-book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

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
export class ExchangesBook implements Book {
  readonly counts = { exchanges: 0, testimonials: 0 };
  readonly #once = new Check("exchanges-once", { fr: "Chaque échange se règle une fois, ses lots font ses points", en: "Each exchange settles once, its lots make its points" });
  readonly #limits = new Check("exchange-limits", { fr: "Taux, plafond par paire et nouveaux partenaires respectés", en: "Rate, ceiling per pair and new partners are respected" });
  readonly #testimonials = new Check("testimonials", { fr: "Un témoignage par partie d’un échange connu", en: "One testimonial per party of a known exchange" });
  readonly checks = [this.#once, this.#limits, this.#testimonials];
  readonly #authority: AuthorityBook;
  readonly #spending: SpendingBook;
  readonly #pairs: TransactionPairs;
  readonly #settled = new Map<Hex, Parties>();
  readonly #pairUses = new Map<string, PairUse>();
  readonly #newPartners = new Map<Address, { readonly weekIndex: number; readonly count: number }>();
  #parameters = FIRST_PARAMETERS;

  constructor(authority: AuthorityBook, spending: SpendingBook, pairs: TransactionPairs) {
    this.#authority = authority;
    this.#spending = spending;
    this.#pairs = pairs;
  }

  readonly listener: Listener = {
    serviceExchanges: {
      ExchangeSettled: (settled, at) => {
        const { exchangeId, provider, receiver, points, lots, attestationUid } = settled;
        this.counts.exchanges += 1;
        const sum = lots.reduce((total, lot) => total + lot.points, 0n);
        this.#once.holds(!this.#settled.has(exchangeId) && sum === points && provider !== receiver, () => ({
          fr: `échange ${exchangeId}`,
          en: `exchange ${exchangeId}`,
          expected: String(points),
          found: String(sum),
        }), at);
        this.#settled.set(exchangeId, { provider, receiver, testified: new Set() });
        this.#pairs.fact("attestation", attestationUid);
        for (const lot of lots) this.#pairs.fact("move", moveKey(receiver, provider, lot.cityId, lot.points));
        this.#checkLimits(settled, at);
        this.#spending.spend(receiver, points, at);
      },
      TestimonialGiven: ({ exchangeId, author, rating, attestationUid }, at) => {
        this.counts.testimonials += 1;
        const parties = this.#settled.get(exchangeId);
        const isParty = parties?.provider === author || parties?.receiver === author;
        this.#testimonials.holds(isParty && !parties.testified.has(author) && rating >= 1 && rating <= 5, () => ({
          fr: `témoignage sur l’échange ${exchangeId}`,
          en: `testimonial on exchange ${exchangeId}`,
          expected: "1",
          found: author,
        }), at);
        parties?.testified.add(author);
        this.#pairs.fact("attestation", attestationUid);
      },
      ExchangeParametersChanged: ({ parameters }) => {
        this.#parameters = parameters;
        if (this.#authority.isHandedOver) this.#pairs.ruleChanged("serviceExchanges");
      },
    },
  };

  #checkLimits({ provider, receiver, points, quantityMinutes, kind }: EventArgs<"serviceExchanges", "ExchangeSettled">, at: Place): void {
    const { pointsPerMinuteMax, pairPointsMax, newPartnersMax } = this.#parameters;
    const { pairPoints, mostNewPartners } = this.#countPair(provider, receiver, points, weekIndexOf(at));
    const isRated = kind !== ExchangeKind.SERVICE || points <= BigInt(quantityMinutes * pointsPerMinuteMax);
    this.#limits.holds(isRated && pairPoints <= BigInt(pairPointsMax) && mostNewPartners <= newPartnersMax, () => ({
      fr: `échange de ${receiver} à ${provider}`,
      en: `exchange from ${receiver} to ${provider}`,
      expected: `≤ ${pointsPerMinuteMax} points/min, ≤ ${pairPointsMax} par paire, ≤ ${newPartnersMax} nouveaux partenaires`,
      found: `${points} points en ${quantityMinutes} min, ${pairPoints} pour la paire, ${mostNewPartners} nouveaux partenaires`,
    }), at);
  }

  #countPair(one: Address, other: Address, points: bigint, weekIndex: number): { readonly pairPoints: bigint; readonly mostNewPartners: number } {
    const key = one < other ? `${one}${other}` : `${other}${one}`;
    const known = this.#pairUses.get(key);
    const mostNewPartners = known === undefined ? Math.max(this.#meet(one, weekIndex), this.#meet(other, weekIndex)) : 0;
    const use = aged(known, weekIndex);
    use.points[0] = (use.points[0] ?? 0n) + points;
    this.#pairUses.set(key, use);
    return { pairPoints: use.points.reduce((sum, week) => sum + week, 0n), mostNewPartners };
  }

  #meet(account: Address, weekIndex: number): number {
    const known = this.#newPartners.get(account);
    const count = (known?.weekIndex === weekIndex ? known.count : 0) + 1;
    this.#newPartners.set(account, { weekIndex, count });
    return count;
  }
}

/** Monday weeks in UTC (D13). */
const weekIndexOf = ({ timestamp }: Place): number => Math.floor((Math.floor(timestamp / DAY_SECONDS) + 3) / 7);

/** The same weeks seen from `weekIndex`: older ones fall out. */
function aged(known: PairUse | undefined, weekIndex: number): PairUse {
  const passed = known === undefined ? WEEKS : weekIndex - known.weekIndex;
  return { weekIndex, points: Array.from({ length: WEEKS }, (_, week) => known?.points[week - passed] ?? 0n) };
}
