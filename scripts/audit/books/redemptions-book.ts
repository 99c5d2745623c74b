import type { Address, Hex } from "viem";
import { Check } from "../check.ts";
import { ChargeStatus, InstitutionKind } from "../generated/enums.ts";
import type { Place } from "../ledger-event.ts";
import type { Book } from "./book.ts";
import { ChargeTable, payerBits } from "./charge-table.ts";
import type { ParticipantsBook } from "./participants-book.ts";
import type { SpendingBook } from "./spending-book.ts";
import { lotKey } from "./points-book.ts";
import type { TransactionPairs } from "./transaction-pairs.ts";

export interface RedemptionsBook extends Book {
  readonly counts: { redeemed: number; declined: number; refused: number; voided: number; refunded: number };
}

interface Lot {
  readonly cityId: number;
  readonly points: bigint;
}

export const DAY_SECONDS = 86_400;
const SAMPLE = 300;

/** Every charge: settles once, returns no more than it took; merchants' daily ceilings (I4). */
export function redemptionsBook(parts: {
  readonly participants: ParticipantsBook;
  readonly spending: SpendingBook;
  readonly pairs: TransactionPairs;
}): RedemptionsBook {
  const { participants, spending, pairs } = parts;
  const once = new Check("charges-once", { fr: "Chaque paiement se règle une seule fois, chez un commerce actif", en: "Each charge settles once, at an active merchant" });
  const lotSums = new Check("charge-lots", { fr: "Les lots d’un paiement font son montant", en: "The lots of a charge make its amount" });
  const returns = new Check("returns", { fr: "Annulations et remboursements ne dépassent jamais le paiement", en: "Voids and refunds never exceed the payment" });
  const ceilings = new Check("merchant-ceilings", { fr: "Aucun commerce ne dépasse son plafond du jour", en: "No merchant exceeds its daily ceiling" });
  const compared = new Check("charges", { fr: "Paiements recalculés et ceux du contrat (échantillon)", en: "Recomputed charges and the contract's (sample)" });
  const charges = new ChargeTable();
  const recent: Hex[] = []; // the last ones, compared with the contract
  const merchantDays = new Map<string, bigint>();
  const counts = { redeemed: 0, declined: 0, refused: 0, voided: 0, refunded: 0 };

  function checkLots(chargeId: Hex, points: bigint, lots: readonly Lot[], at: Place): void {
    lotSums.equal(points, lots.reduce((sum, lot) => sum + lot.points, 0n), () => ({ fr: `lots du paiement ${chargeId}`, en: `lots of charge ${chargeId}` }), at);
  }
  function begin(chargeId: Hex, account: Address, status: number, points: bigint, at: Place): void {
    once.holds(charges.get(chargeId) === undefined, () => ({
      fr: `paiement ${chargeId}`,
      en: `charge ${chargeId}`,
      expected: "nouveau",
      found: `statut ${charges.get(chargeId)?.status}`,
    }), at);
    charges.set(chargeId, { status, points: Number(points), refundedPoints: 0, unixDay: dayOf(at), payer: payerBits(account) });
    recent.push(chargeId);
    if (recent.length > 2 * SAMPLE) recent.splice(0, SAMPLE);
  }
  function countDay(merchant: Address, unixDay: number, by: bigint, at: Place): void {
    // A void comes within a day: what is older than two days is over.
    if (merchantDays.size > 10_000) for (const key of merchantDays.keys()) if (Number(key.slice(42)) < unixDay - 2) merchantDays.delete(key);
    const key = `${merchant}${unixDay}`;
    const used = (merchantDays.get(key) ?? 0n) + by;
    merchantDays.set(key, used);
    const facts = participants.find(merchant);
    if (facts?.kind === InstitutionKind.CITY || by < 0n) return; // a city's own counter has no ceiling
    ceilings.holds(facts !== undefined && used <= facts.dailyCeilingPoints, () => ({
      fr: `commerce ${merchant}, jour ${unixDay}`,
      en: `merchant ${merchant}, day ${unixDay}`,
      expected: `≤ ${String(facts?.dailyCeilingPoints)}`,
      found: String(used),
    }), at);
  }
  function giveBack(chargeId: Hex, account: Address, merchant: Address, points: bigint, lots: readonly Lot[], isVoid: boolean, at: Place): void {
    const known = charges.get(chargeId);
    const refundedPoints = (known?.refundedPoints ?? 0) + Number(points);
    const isPossible = known?.status === ChargeStatus.SETTLED && refundedPoints <= known.points && known.payer === payerBits(account)
      && (!isVoid || (known.refundedPoints === 0 && BigInt(known.points) === points));
    returns.holds(isPossible, () => ({
      fr: `retour sur le paiement ${chargeId}`,
      en: `return on charge ${chargeId}`,
      expected: `≤ ${String(known?.points)}, statut ${ChargeStatus.SETTLED}`,
      found: `${refundedPoints}, statut ${String(known?.status)}`,
    }), at);
    checkLots(chargeId, points, lots, at);
    for (const lot of lots) pairs.fact("giveBack", lotKey(account, lot.cityId, lot.points));
    factForCrossing("reversal", chargeId, merchant, lots);
    if (known === undefined) return;
    charges.set(chargeId, { ...known, refundedPoints, status: isVoid ? ChargeStatus.VOIDED : known.status });
    if (!isVoid) return;
    countDay(merchant, known.unixDay, -points, at);
    if (known.unixDay === dayOf(at)) spending.giveBack(account, points);
  }
  function factForCrossing(kind: "obligation" | "reversal", chargeId: Hex, merchant: Address, lots: readonly Lot[]): void {
    const creditor = participants.find(merchant)?.cityId ?? 0;
    for (const { cityId, points } of lots) if (cityId !== creditor) pairs.fact(kind, obligationKey(cityId, creditor, points, chargeId));
  }

  return {
    counts,
    checks: [once, lotSums, returns, ceilings, compared],
    listener: {
      redemptionDesk: {
        Redeemed({ chargeId, account, merchant, points, lots }, at) {
          counts.redeemed += 1;
          once.holds(participants.isActive(merchant, at), () => ({ fr: `commerce ${merchant}`, en: `merchant ${merchant}`, expected: "actif", found: "suspendu ou inconnu" }), at);
          begin(chargeId, account, ChargeStatus.SETTLED, points, at);
          checkLots(chargeId, points, lots, at);
          countDay(merchant, dayOf(at), points, at);
          spending.spend(account, points, at);
          for (const lot of lots) pairs.fact("redemption", lotKey(account, lot.cityId, lot.points));
          factForCrossing("obligation", chargeId, merchant, lots);
        },
        RedemptionDeclined({ chargeId, account }, at) {
          counts.declined += 1;
          begin(chargeId, account, ChargeStatus.DECLINED, 0n, at);
        },
        RedemptionRefused: () => void (counts.refused += 1),
        RedemptionVoided({ chargeId, account, merchant, points, lots }, at) {
          counts.voided += 1;
          giveBack(chargeId, account, merchant, points, lots, true, at);
        },
        RedemptionRefunded({ chargeId, account, merchant, points, lots }, at) {
          counts.refunded += 1;
          giveBack(chargeId, account, merchant, points, lots, false, at);
        },
      },
    },
    async compare(reader) {
      const ids = recent.slice(-SAMPLE);
      const answers = await reader.readAll("redemptionDesk", "charge", ids.map((id) => [id] as const));
      for (const [index, found] of answers.entries()) {
        const id = ids[index] ?? "0x";
        const known = charges.get(id);
        const say = () => ({ fr: `paiement ${id}`, en: `charge ${id}` });
        compared.equal(known?.status, found.status, say);
        if (found.status === ChargeStatus.DECLINED) continue;
        compared.equal(known === undefined ? undefined : BigInt(known.points), found.points, say);
        const isVoided = found.status === ChargeStatus.VOIDED; // voided whole: refunds are not counted on top
        if (!isVoided) compared.equal(known === undefined ? undefined : BigInt(known.refundedPoints), found.refundedPoints, say);
      }
    },
  };
}

const dayOf = ({ timestamp }: Place): number => Math.floor(timestamp / DAY_SECONDS);

/** How an obligation is told in a pair. */
export const obligationKey = (debtor: number, creditor: number, points: bigint, chargeId: Hex): string =>
  `ville ${debtor} → ville ${creditor}, ${points} points, paiement ${chargeId}`;
