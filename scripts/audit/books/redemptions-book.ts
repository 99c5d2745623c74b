import type { Address, Hex } from "viem";
import { Check } from "../check.ts";
import { ChargeStatus, InstitutionKind } from "../generated/enums.ts";
import type { LedgerReader } from "../ledger-reader.ts";
import type { Listener, Place } from "../ledger-event.ts";
import type { Book } from "./book.ts";
import { ChargeTable, payerBits } from "./charge-table.ts";
import type { ParticipantsBook } from "./participants-book.ts";
import type { SpendingBook } from "./spending-book.ts";
import { lotKey } from "./points-book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

interface Lot {
  readonly cityId: number;
  readonly points: bigint;
}

/** Points that go back from a charge. */
interface GivenBack {
  readonly chargeId: Hex;
  readonly account: Address;
  readonly merchant: Address;
  readonly points: bigint;
  readonly lots: readonly Lot[];
}

export interface RedemptionsBookParts {
  readonly participants: ParticipantsBook;
  readonly spending: SpendingBook;
  readonly pairs: TransactionPairs;
}

const DAY_SECONDS = 86_400;
const SAMPLE = 300;
/** So many (merchant, day) counters before those of past days are dropped. */
const DAYS_KEPT = 10_000;

/** Every charge: settles once, returns no more than it took; merchants' daily ceilings (I4). */
export class RedemptionsBook implements Book {
  readonly counts = { redeemed: 0, declined: 0, refused: 0, voided: 0, refunded: 0 };
  readonly #once = new Check("charges-once", { fr: "Chaque paiement se règle une seule fois, chez un commerce actif", en: "Each charge settles once, at an active merchant" });
  readonly #lotSums = new Check("charge-lots", { fr: "Les lots d’un paiement font son montant", en: "The lots of a charge make its amount" });
  readonly #returns = new Check("returns", { fr: "Annulations et remboursements ne dépassent jamais le paiement", en: "Voids and refunds never exceed the payment" });
  readonly #ceilings = new Check("merchant-ceilings", { fr: "Aucun commerce ne dépasse son plafond du jour", en: "No merchant exceeds its daily ceiling" });
  readonly #compared = new Check("charges", { fr: "Derniers paiements recalculés et ceux du contrat", en: "Last charges recomputed and the contract's" });
  readonly checks = [this.#once, this.#lotSums, this.#returns, this.#ceilings, this.#compared];
  readonly #participants: ParticipantsBook;
  readonly #spending: SpendingBook;
  readonly #pairs: TransactionPairs;
  readonly #charges = new ChargeTable();
  readonly #recent: Hex[] = [];
  readonly #merchantDays = new Map<string, bigint>();

  constructor({ participants, spending, pairs }: RedemptionsBookParts) {
    this.#participants = participants;
    this.#spending = spending;
    this.#pairs = pairs;
  }

  readonly listener: Listener = {
    redemptionDesk: {
      Redeemed: ({ chargeId, account, merchant, points, lots }, at) => {
        this.counts.redeemed += 1;
        this.#once.holds(this.#participants.isActive(merchant, at), () => ({ fr: `commerce ${merchant}`, en: `merchant ${merchant}`, expected: "actif", found: "suspendu ou inconnu" }), at);
        this.#begin(chargeId, account, ChargeStatus.SETTLED, points, at);
        this.#checkLots(chargeId, points, lots, at);
        this.#countDay(merchant, dayOf(at), points, at);
        this.#spending.spend(account, points, at);
        for (const lot of lots) this.#pairs.fact("redemption", lotKey(account, lot.cityId, lot.points));
        this.#factForCrossing("obligation", chargeId, merchant, lots);
      },
      RedemptionDeclined: ({ chargeId, account }, at) => {
        this.counts.declined += 1;
        this.#begin(chargeId, account, ChargeStatus.DECLINED, 0n, at);
      },
      RedemptionRefused: () => void (this.counts.refused += 1),
      RedemptionVoided: (voided, at) => {
        this.counts.voided += 1;
        this.#giveBack(voided, true, at);
      },
      RedemptionRefunded: (refunded, at) => {
        this.counts.refunded += 1;
        this.#giveBack(refunded, false, at);
      },
    },
  };

  async compare(reader: LedgerReader): Promise<void> {
    const ids = this.#recent.slice(-SAMPLE);
    const answers = await reader.readAll("redemptionDesk", "charge", ids.map((id) => [id] as const));
    for (const [index, found] of answers.entries()) {
      const id = ids[index] ?? "0x";
      const known = this.#charges.get(id);
      const say = () => ({ fr: `paiement ${id}`, en: `charge ${id}` });
      this.#compared.equal(known?.status, found.status, say);
      if (found.status === ChargeStatus.DECLINED) continue;
      this.#compared.equal(BigInt(known?.points ?? 0), found.points, say);
      // A voided charge went back whole: the contract counts that as no refund.
      if (found.status === ChargeStatus.SETTLED) this.#compared.equal(BigInt(known?.refundedPoints ?? 0), found.refundedPoints, say);
    }
  }

  #begin(chargeId: Hex, account: Address, status: number, points: bigint, at: Place): void {
    const known = this.#charges.get(chargeId);
    this.#once.holds(known === undefined, () => ({ fr: `paiement ${chargeId}`, en: `charge ${chargeId}`, expected: "nouveau", found: `statut ${String(known?.status)}` }), at);
    this.#charges.set(chargeId, { status, points: Number(points), refundedPoints: 0, unixDay: dayOf(at), payer: payerBits(account) });
    this.#recent.push(chargeId);
    if (this.#recent.length > 2 * SAMPLE) this.#recent.splice(0, SAMPLE);
  }

  #checkLots(chargeId: Hex, points: bigint, lots: readonly Lot[], at: Place): void {
    this.#lotSums.equal(points, lots.reduce((sum, lot) => sum + lot.points, 0n), () => ({ fr: `lots du paiement ${chargeId}`, en: `lots of charge ${chargeId}` }), at);
  }

  #giveBack({ chargeId, account, merchant, points, lots }: GivenBack, isVoid: boolean, at: Place): void {
    const known = this.#charges.get(chargeId);
    const refundedPoints = (known?.refundedPoints ?? 0) + Number(points);
    const isWhole = known?.refundedPoints === 0 && refundedPoints === known.points;
    const isPossible = known?.status === ChargeStatus.SETTLED && refundedPoints <= known.points && known.payer === payerBits(account);
    this.#returns.holds(isPossible && (isWhole || !isVoid), () => ({
      fr: `retour sur le paiement ${chargeId}`,
      en: `return on charge ${chargeId}`,
      expected: `≤ ${String(known?.points)}, statut ${ChargeStatus.SETTLED}`,
      found: `${refundedPoints}, statut ${String(known?.status)}`,
    }), at);
    this.#checkLots(chargeId, points, lots, at);
    for (const lot of lots) this.#pairs.fact("giveBack", lotKey(account, lot.cityId, lot.points));
    this.#factForCrossing("reversal", chargeId, merchant, lots);
    if (known === undefined) return;
    this.#charges.set(chargeId, { ...known, refundedPoints, status: isVoid ? ChargeStatus.VOIDED : known.status });
    if (!isVoid) return;
    this.#countDay(merchant, known.unixDay, -points, at);
    if (known.unixDay === dayOf(at)) this.#spending.giveBack(account, points);
  }

  #factForCrossing(kind: "obligation" | "reversal", chargeId: Hex, merchant: Address, lots: readonly Lot[]): void {
    const creditor = this.#participants.find(merchant)?.cityId ?? 0;
    for (const { cityId, points } of lots) {
      if (cityId !== creditor) this.#pairs.fact(kind, obligationKey(cityId, creditor, points, chargeId));
    }
  }

  #countDay(merchant: Address, unixDay: number, by: bigint, at: Place): void {
    if (this.#merchantDays.size > DAYS_KEPT) this.#dropDaysBefore(dayOf(at) - 2); // a void comes within a day
    const key = `${merchant}${unixDay}`;
    const used = (this.#merchantDays.get(key) ?? 0n) + by;
    this.#merchantDays.set(key, used);
    const facts = this.#participants.find(merchant);
    if (facts?.kind === InstitutionKind.CITY || by < 0n) return; // a city's own counter has no ceiling
    this.#ceilings.holds(facts !== undefined && used <= facts.dailyCeilingPoints, () => ({
      fr: `commerce ${merchant}, jour ${unixDay}`,
      en: `merchant ${merchant}, day ${unixDay}`,
      expected: `≤ ${String(facts?.dailyCeilingPoints)}`,
      found: String(used),
    }), at);
  }

  #dropDaysBefore(unixDay: number): void {
    for (const key of this.#merchantDays.keys()) if (Number(key.slice(42)) < unixDay) this.#merchantDays.delete(key);
  }
}

const dayOf = ({ timestamp }: Place): number => Math.floor(timestamp / DAY_SECONDS);

/** How an obligation is told in a pair. */
export const obligationKey = (debtor: number, creditor: number, points: bigint, chargeId: Hex): string =>
  `ville ${debtor} → ville ${creditor}, ${points} points, paiement ${chargeId}`;
