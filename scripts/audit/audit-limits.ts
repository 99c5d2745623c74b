import type { Sentence } from "./audit-problem.ts";

/** What events and contract totals cannot show; printed with every report. */
export function auditLimits(sample: { readonly compared: number; readonly all: number; readonly seed: string }, unreadCloses: number): Sentence[] {
  const isSampled = sample.compared < sample.all;
  return [
    ...(unreadCloses > 0
      ? [{
          fr: `${unreadCloses} clôtures ancrées n’ont pas été comparées à ce que leurs villes publient : donnez leurs adresses, ou un dossier, avec --reports.`,
          en: `${unreadCloses} anchored closes were not compared with what their cities publish: give their addresses, or a folder, with --reports.`,
        }]
      : []),
    ...(isSampled
      ? [{
          fr: `Les soldes sont comparés sur un échantillon de ${sample.compared} sur ${sample.all}, tiré avec la graine « ${sample.seed} ». Les autres sont recalculés seulement.`,
          en: `Balances are compared on a sample of ${sample.compared} of ${sample.all}, drawn with the seed "${sample.seed}". The others are recomputed only.`,
        }]
      : []),
    {
      fr: "Un solde écrit de force sur un compte qui n’a jamais eu d’événement ne se voit que par les totaux.",
      en: "A balance forced onto an account that never had an event shows only through the totals.",
    },
    {
      fr: "Un paiement ne dit pas avec quel genre de clé il a été approuvé : le plafond de chaque genre ne se recalcule pas, seule la somme des plafonds du conseil est vérifiée.",
      en: "A payment does not say which kind of key approved it: the cap of each kind cannot be recomputed; only the sum of the council's ceilings is checked.",
    },
    {
      fr: "Les minutes d’une semaine, toutes villes ensemble, ne se recalculent pas quand une ligne a été radiée pour un plafond : l’événement ne dit pas le compte.",
      en: "The minutes of a week, all cities together, cannot be recomputed once a line was struck for a ceiling: its event does not say the account.",
    },
    {
      fr: "Les signatures et les preuves des lignes sont dans les transactions, pas dans les événements : les contrats les ont vérifiées, cet audit ne les refait pas.",
      en: "Signatures and proofs of lines are in the transactions, not in the events: the contracts checked them, this audit does not do it again.",
    },
    {
      fr: "Cet audit croit le nœud qu’il lit pour ce qui est de ne rien cacher. Refaites-le sur le nœud d’une autre ville : le rapport doit être le même.",
      en: "This audit trusts the node it reads to hide nothing. Run it again on another city's node: the report must be the same.",
    },
  ];
}
