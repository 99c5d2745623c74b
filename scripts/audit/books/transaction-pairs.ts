import type { Sentence } from "../audit-problem.ts";
import { Check } from "../check.ts";
import type { ContractName, Place } from "../ledger-event.ts";
import type { Book } from "./book.ts";

/** A fact and its consequence, which the contracts write in one transaction. */
const PAIRS = {
  transfer: {
    title: { fr: "Chaque mouvement de points a son transfert ERC-6909", en: "Each movement of points has its ERC-6909 transfer" },
    alone: { fr: "mouvement de points sans transfert", en: "movement of points without a transfer" },
    unexplained: { fr: "transfert sans mouvement de points", en: "transfer without a movement of points" },
  },
  issuance: {
    title: { fr: "Chaque point émis vient d’une ligne affichée", en: "Each issued point comes from a posted line" },
    alone: { fr: "ligne affichée sans points émis", en: "posted line without issued points" },
    unexplained: { fr: "points émis sans ligne affichée", en: "points issued without a posted line" },
  },
  redemption: {
    title: { fr: "Chaque point retiré paie une demande acceptée", en: "Each redeemed point pays an accepted charge" },
    alone: { fr: "paiement accepté sans points retirés", en: "accepted payment without redeemed points" },
    unexplained: { fr: "points retirés sans paiement accepté", en: "points redeemed without an accepted payment" },
  },
  giveBack: {
    title: { fr: "Chaque point rendu vient d’une annulation ou d’un remboursement", en: "Each returned point comes from a void or a refund" },
    alone: { fr: "annulation ou remboursement sans points rendus", en: "void or refund without returned points" },
    unexplained: { fr: "points rendus sans annulation ni remboursement", en: "points returned without a void or a refund" },
  },
  move: {
    title: { fr: "Chaque point déplacé règle un échange", en: "Each moved point settles an exchange" },
    alone: { fr: "échange réglé sans points déplacés", en: "settled exchange without moved points" },
    unexplained: { fr: "points déplacés sans échange", en: "points moved without an exchange" },
  },
  obligation: {
    title: { fr: "Chaque paiement entre villes a son obligation", en: "Each payment between cities has its obligation" },
    alone: { fr: "paiement entre villes sans obligation", en: "payment between cities without an obligation" },
    unexplained: { fr: "obligation sans paiement entre villes", en: "obligation without a payment between cities" },
  },
  reversal: {
    title: { fr: "Chaque retour entre villes réduit son obligation", en: "Each return between cities reverses its obligation" },
    alone: { fr: "retour entre villes sans réduction de l’obligation", en: "return between cities without a reversal" },
    unexplained: { fr: "obligation réduite sans retour de points", en: "obligation reversed without a return of points" },
  },
  reserve: {
    title: { fr: "Chaque réserve de budget vient d’une feuille, et y retourne", en: "Each reserve of a budget comes from a sheet and goes back with it" },
    alone: { fr: "feuille sans réserve, ou réserve non rendue", en: "sheet without its reserve, or reserve not returned" },
    unexplained: { fr: "réserve prise ou rendue sans feuille", en: "reserve taken or returned without a sheet" },
  },
  attestation: {
    title: { fr: "Chaque feuille, échange et témoignage est attesté dans EAS", en: "Each sheet, exchange and testimonial is attested in EAS" },
    alone: { fr: "fait sans attestation", en: "fact without an attestation" },
    unexplained: { fr: "attestation sans fait", en: "attestation without a fact" },
  },
} as const satisfies Record<string, { title: Sentence; alone: Sentence; unexplained: Sentence }>;

export type PairKind = keyof typeof PAIRS;

/** Holds facts and consequences of the transaction at hand against each other; keeps nothing of earlier ones. */
export interface TransactionPairs extends Book {
  fact(kind: PairKind, key: string): void;
  consequence(kind: PairKind, key: string): void;
  /** A common rule was changed by a contract; in this transaction the council's timelock must have called it. */
  ruleChanged(contract: ContractName): void;
  called(contract: ContractName): void;
  /** The council's own word for what its timelock does. */
  proposalExecuted(): void;
  closeTransaction(at: Place): void;
}

/** @param hasCouncil whether the timelock obeys a council's contract, or a key as early networks had it */
export function transactionPairs(hasCouncil: boolean): TransactionPairs {
  const kinds = Object.keys(PAIRS).filter((kind): kind is PairKind => kind in PAIRS);
  const checks = new Map(kinds.map((kind) => [kind, new Check(kind, PAIRS[kind].title)]));
  const open = new Map<string, { readonly kind: PairKind; readonly key: string; balance: number }>();

  const decisions = new Check("decisions", {
    fr: "Chaque règle commune changée vient d’une décision exécutée par le conseil",
    en: "Each change of a common rule is executed by the council's timelock",
  });
  const [changed, called] = [new Set<ContractName>(), new Set<ContractName>()];
  const executions = new Check("executions", {
    fr: "Chaque appel du conseil au registre exécute une proposition",
    en: "Each call of the council's timelock executes a proposal",
  });
  let [calls, proposals] = [0, 0];

  function count(kind: PairKind, key: string, by: 1 | -1): void {
    const id = `${kind} ${key}`;
    const entry = open.get(id) ?? { kind, key, balance: 0 };
    entry.balance += by;
    open.set(id, entry);
  }

  return {
    listener: {},
    checks: [...checks.values(), decisions, executions],
    fact: (kind, key) => count(kind, key, 1),
    consequence: (kind, key) => count(kind, key, -1),
    ruleChanged: (contract) => void changed.add(contract),
    called(contract) {
      called.add(contract);
      calls += 1;
    },
    proposalExecuted: () => void (proposals += 1),
    closeTransaction(at) {
      for (const contract of changed) {
        decisions.holds(called.has(contract), () => ({
          fr: `règle de « ${contract} » changée`,
          en: `rule of "${contract}" changed`,
          expected: "décision exécutée",
          found: "aucune",
        }), at);
      }
      if (hasCouncil && calls > 0) {
        executions.holds(proposals > 0, () => ({ fr: "appel du conseil", en: "call of the council", expected: "proposition exécutée", found: [...called].join(", ") }), at);
      }
      [calls, proposals] = [0, 0];
      changed.clear();
      called.clear();
      for (const { kind, key, balance } of open.values()) {
        const { alone, unexplained } = PAIRS[kind];
        const what = balance > 0 ? alone : unexplained;
        checks.get(kind)?.holds(
          balance === 0,
          () => ({ fr: `${what.fr} : ${key}`, en: `${what.en}: ${key}`, expected: "0", found: String(balance) }),
          at,
        );
      }
      open.clear();
    },
  };
}
