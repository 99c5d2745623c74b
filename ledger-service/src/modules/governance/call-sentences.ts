import { z } from "zod";
import { civilDayText } from "../../kernel/civil-day.ts";
import { minutesText, numberText, pointsText } from "../../kernel/number-text.ts";
import type { ContractName } from "../../platform/chain/contract-abis.ts";
import { signerKindNames } from "../../platform/chain/generated/enums.ts";
import { roleText, type WordsOf } from "./call-words.ts";

export interface Sentence {
  readonly fr: string;
  readonly en: string;
}

type Values = readonly unknown[];
type Teller = (words: WordsOf, values: Values) => Sentence;

const amount = (value: unknown): bigint => z.coerce.bigint().parse(value);
const fields = (value: unknown): Record<string, unknown> => z.record(z.string(), z.unknown()).parse(value);
const firstDay = (seconds: unknown): string => civilDayText(new Date(Number(amount(seconds)) * 1000));
const days = (seconds: unknown): string => `${numberText(amount(seconds))}\u00A0s`;

const keyNames: Readonly<Record<string, Sentence>> = {
  FULL: { fr: "une clé complète", en: "a full key" },
  DEVICE: { fr: "un appareil", en: "a device" },
  CARD: { fr: "une carte", en: "a card" },
};

/** What each function that a council may call does, in one sentence. */
const tellers: Readonly<Partial<Record<ContractName, Readonly<Record<string, Teller>>>>> = {
  consortium: {
    join: (words, [member]) => {
      const { cityId, validator, population } = fields(member);
      return {
        fr: `Admettre ${words.city(cityId)} au consortium, avec ${numberText(amount(population))} personnes et le validateur ${String(validator)}.`,
        en: `Admit ${words.city(cityId)} to the consortium, with ${String(population)} people and validator ${String(validator)}.`,
      };
    },
    depart: (words, [cityId]) => ({
      fr: `Mettre fin à la participation de ${words.city(cityId)}\u00A0: elle ne vote plus et son validateur ne scelle plus.`,
      en: `End the membership of ${words.city(cityId)}: it votes no more and its validator seals no more.`,
    }),
    suspend: (words, [cityId]) => ({
      fr: `Suspendre ${words.city(cityId)}\u00A0: ni vote ni validateur jusqu’à son rétablissement.`,
      en: `Suspend ${words.city(cityId)}: neither vote nor validator until it is reinstated.`,
    }),
    reinstate: (words, [cityId]) => ({ fr: `Rétablir ${words.city(cityId)} parmi les villes actives.`, en: `Reinstate ${words.city(cityId)} among the active cities.` }),
    replaceValidator: (words, [cityId, validator]) => ({
      fr: `Remplacer le validateur de ${words.city(cityId)} par ${String(validator)}.`,
      en: `Replace the validator of ${words.city(cityId)} by ${String(validator)}.`,
    }),
    recordPopulation: (words, [cityId, population]) => ({
      fr: `Inscrire la population de ${words.city(cityId)}\u00A0: ${numberText(amount(population))} personnes.`,
      en: `Record the population of ${words.city(cityId)}: ${String(population)} people.`,
    }),
  },
  programmes: {
    setWeeklyMinutesCeiling: (_words, [minutes]) => ({
      fr: `Fixer à ${minutesText(Number(minutes))} par semaine le temps qu’un compte peut faire reconnaître, toutes villes ensemble.`,
      en: `Set to ${Number(minutes)} minutes a week what an account may be credited for, all cities together.`,
    }),
  },
  accounts: {
    setCapParameters: (_words, [kind, perCharge, perDay, ceiling]) => {
      const key = keyNames[signerKindNames[Number(kind)] ?? ""] ?? { fr: "une clé", en: "a key" };
      return {
        fr: `Limiter ce que paie ${key.fr}\u00A0: ${pointsText(amount(perCharge))} par paiement, ${pointsText(amount(perDay))} par jour, et au plus ${pointsText(amount(ceiling))} par jour au choix de la personne.`,
        en: `Limit what ${key.en} pays: ${String(perCharge)} points a payment, ${String(perDay)} a day, and at most ${String(ceiling)} a day by the person’s choice.`,
      };
    },
    openFounding: (words, [cityId]) => ({ fr: `Ouvrir un premier compte du personnel de ${words.city(cityId)}.`, en: `Open a first staff account of ${words.city(cityId)}.` }),
  },
  participants: {
    addCity: (words, [cityId, population]) => ({
      fr: `Ajouter ${words.city(cityId)} aux villes du registre (${numberText(amount(population))} personnes).`,
      en: `Add ${words.city(cityId)} to the ledger’s cities (${String(population)} people).`,
    }),
  },
  serviceExchanges: {
    setParameters: (_words, [parameters]) => {
      const { pointsPerMinuteMax, pairPointsMax, newPartnersMax } = fields(parameters);
      return {
        fr: `Limiter les échanges\u00A0: ${numberText(amount(pointsPerMinuteMax))} points par minute, ${pointsText(amount(pairPointsMax))} par paire en quatre semaines, ${numberText(amount(newPartnersMax))} nouvelles personnes par semaine.`,
        en: `Limit exchanges: ${String(pointsPerMinuteMax)} points a minute, ${String(pairPointsMax)} a pair in four weeks, ${String(newPartnersMax)} new partners a week.`,
      };
    },
  },
  clearingHouse: {
    setDefaultCeiling: (_words, [points]) => ({
      fr: `Fixer le plafond entre villes à ${pointsText(amount(points))} par personne de la ville qui doit, par période.`,
      en: `Set the ceiling between cities to ${String(points)} points a resident of the city that owes, a period.`,
    }),
    addPeriods: (_words, [starts]) => {
      const all = z.array(z.unknown()).parse(starts);
      return {
        fr: `Ajouter ${numberText(all.length)} périodes de compensation, de ${firstDay(all[0] ?? 0n)} à ${firstDay(all.at(-1) ?? 0n)}.`,
        en: `Add ${all.length} clearing periods.`,
      };
    },
  },
  authority: {
    grantFounding: (words, [cityId, power]) => ({ fr: `Donner à ce compte de ${words.city(cityId)} le pouvoir ${roleText(power)}.`, en: `Give that account of ${words.city(cityId)} the power ${roleText(power)}.` }),
    grantRole: (words, [role, holder]) => ({ fr: `Donner le rôle ${roleText(role)} au contrat ${words.address(holder)}.`, en: `Give the role ${roleText(role)} to contract ${words.address(holder)}.` }),
    revokeRole: (words, [role, holder]) => ({ fr: `Retirer le rôle ${roleText(role)} au contrat ${words.address(holder)}.`, en: `Take the role ${roleText(role)} from contract ${words.address(holder)}.` }),
  },
  emergencyPause: {
    allowAgain: () => ({ fr: "Permettre de nouveau une pause d’urgence, si trois villes la demandent.", en: "Allow an emergency pause again, if three cities ask for it." }),
    lift: () => ({ fr: "Lever tout de suite la pause d’urgence.", en: "Lift the emergency pause at once." }),
  },
  council: {
    changeBallotTimes: (_words, [times]) => {
      const { votingDelaySeconds, votingPeriodSeconds, requestWindowSeconds, executionWindowSeconds } = fields(times);
      return {
        fr: `Changer les délais du conseil\u00A0: ${days(votingDelaySeconds)} avant le vote, ${days(votingPeriodSeconds)} par tour, ${days(requestWindowSeconds)} pour demander un second tour, ${days(executionWindowSeconds)} pour exécuter.`,
        en: `Change the council’s times: ${String(votingDelaySeconds)} s before the ballot, ${String(votingPeriodSeconds)} s a ballot, ${String(requestWindowSeconds)} s to ask for a second, ${String(executionWindowSeconds)} s to execute.`,
      };
    },
  },
  timelock: {
    updateDelay: (_words, [delay]) => ({
      fr: `Fixer à ${days(delay)} l’attente entre une décision et son exécution.`,
      en: `Set to ${String(delay)} s the wait between a decision and its execution.`,
    }),
  },
};

/** @returns undefined for a function of which nothing can be said */
export function callSentence(words: WordsOf, contract: ContractName, functionName: string, values: Values): Sentence | undefined {
  return tellers[contract]?.[functionName]?.(words, values);
}
