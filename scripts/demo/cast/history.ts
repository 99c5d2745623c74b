import { CAST_CITIES, type CastCity } from "./cities.ts";
import { peopleOf, type CastPerson } from "./people.ts";
import type { SeededRandom } from "./random.ts";

const DAY_SECONDS = 86_400;
const WEEK_SECONDS = 7 * DAY_SECONDS;
/** Two past months, so that charts have something to say. */
export const HISTORY_WEEKS = 9;
/** Hours wait this long before they are inscribed [A6]. */
export const HOURS_PENDING_SECONDS = 14 * DAY_SECONDS;
/** The trial programme's window: the hours journey can be played to its end. */
export const TRIAL_PENDING_SECONDS = 120;

export interface CastLine {
  readonly residentSub: string;
  readonly quantityMinutes: number;
}

/** A sheet of the past: filed at `at`, for the week that ended before it. */
export interface CastSheet {
  readonly kind: "SHEET";
  readonly at: number;
  readonly label: string;
  readonly citySlug: string;
  readonly organizationIndex: number;
  readonly activityTitle: string;
  readonly weekIndex: number;
  /** Under which of its city's programmes. */
  readonly programmeKey: "volunteering" | "trial";
  readonly lines: readonly CastLine[];
}

export interface CastRedemption {
  readonly kind: "REDEMPTION";
  readonly at: number;
  readonly label: string;
  readonly residentSub: string;
  readonly merchantCitySlug: string;
  readonly merchantIndex: number;
  readonly points: number;
  readonly offerText: string;
}

export interface CastExchange {
  readonly kind: "EXCHANGE";
  readonly at: number;
  readonly label: string;
  readonly providerSub: string;
  readonly receiverSub: string;
  readonly title: string;
  readonly points: number;
  readonly quantityMinutes: number;
}

export type CastEvent = CastSheet | CastRedemption | CastExchange;

const ACTIVITIES = [
  "Popote roulante",
  "Corvée des berges",
  "Aide aux devoirs",
  "Tri des denrées",
  "Visites d’amitié",
  "Accueil des nouveaux arrivants",
  "Plantation d’arbres",
  "Lecture aux aînés",
] as const;
const OFFERS = ["Pain de ménage", "Deux cafés", "Panier de légumes", "Livre d’occasion", "Mise au point", "Bouquet", ""] as const;
const SERVICES = [
  "Déneiger les marches",
  "Aide avec une tablette",
  "Petite couture",
  "Conduire à un rendez-vous",
  "Cours de conversation",
  "Monter une étagère",
] as const;

const pick = <Item>(random: SeededRandom, label: string, items: readonly Item[]): Item => {
  const item = items[random.below(label, items.length)];
  if (item === undefined) throw new RangeError(`nothing to pick for ${label}`);
  return item;
};

export const residentsOf = (city: CastCity): readonly CastPerson[] =>
  peopleOf(city).filter((person) => person.role.kind === "RESIDENT");

const weekIndexAt = (seconds: number): number => Math.floor((Math.floor(seconds / DAY_SECONDS) + 3) / 7);

/** Someone from the next city helps here each week: their points are of two cities. */
const neighbourOf = (city: CastCity): CastCity => {
  const next = CAST_CITIES[(CAST_CITIES.indexOf(city) + 1) % CAST_CITIES.length];
  if (next === undefined) throw new RangeError(`no city after ${city.name}`);
  return next;
};

const sheetsOf = (random: SeededRandom, city: CastCity, week: number, at: number): CastSheet[] =>
  city.organizations.map((_, organizationIndex) => {
    const label = `sheet/${city.slug}/${week}/${organizationIndex}`;
    const residents = residentsOf(city);
    const first = random.below(`${label}/first`, residents.length);
    const count = 4 + random.below(`${label}/count`, 4);
    const lines = Array.from({ length: count }, (_unused, index): CastLine => {
      const resident = residents[(first + index) % residents.length];
      if (resident === undefined) throw new RangeError(`no resident for ${label}`);
      return { residentSub: resident.sub, quantityMinutes: 60 + 15 * random.below(`${label}/minutes/${index}`, 17) };
    });
    if (organizationIndex === 1) {
      const guest = residentsOf(neighbourOf(city))[0];
      if (guest !== undefined) lines.push({ residentSub: guest.sub, quantityMinutes: 90 + 15 * random.below(`${label}/guest`, 5) });
    }
    return {
      kind: "SHEET",
      at: at + organizationIndex * 600,
      label,
      citySlug: city.slug,
      organizationIndex,
      activityTitle: pick(random, `${label}/activity`, ACTIVITIES),
      weekIndex: weekIndexAt(at - WEEK_SECONDS),
      programmeKey: "volunteering",
      lines,
    };
  });

/** The city where a resident spends: mostly at home, else one of the others. */
const spendingCity = (random: SeededRandom, label: string, home: CastCity): CastCity =>
  random.below(`${label}/away`, 10) < 7 ? home : pick(random, `${label}/city`, CAST_CITIES);

const redemptionsOf = (random: SeededRandom, city: CastCity, week: number, weekStart: number): CastRedemption[] =>
  residentsOf(city).flatMap((resident, index) => {
    const label = `redemption/${resident.sub}/${week}`;
    if (random.below(`${label}/any`, 3) > 0) return [];
    const merchantCity = spendingCity(random, label, city);
    return [
      {
        kind: "REDEMPTION",
        at: weekStart + random.below(`${label}/day`, 6) * DAY_SECONDS + 50_000 + index * 900,
        label,
        residentSub: resident.sub,
        merchantCitySlug: merchantCity.slug,
        merchantIndex: random.below(`${label}/merchant`, merchantCity.merchants.length),
        points: 50 + 25 * random.below(`${label}/points`, 11),
        offerText: pick(random, `${label}/offer`, OFFERS),
      },
    ];
  });

const exchangesOf = (random: SeededRandom, city: CastCity, week: number, weekStart: number): CastExchange[] => {
  if (week % 2 === 1) return [];
  const residents = residentsOf(city);
  const label = `exchange/${city.slug}/${week}`;
  const provider = random.below(`${label}/provider`, residents.length);
  const receiver = (provider + 1 + random.below(`${label}/receiver`, residents.length - 1)) % residents.length;
  const quantityMinutes = 30 + 15 * random.below(`${label}/minutes`, 4);
  return [
    {
      kind: "EXCHANGE",
      at: weekStart + 4 * DAY_SECONDS + 70_000 + city.id * 60,
      label,
      providerSub: residents[provider]?.sub ?? "",
      receiverSub: residents[receiver]?.sub ?? "",
      title: pick(random, `${label}/title`, SERVICES),
      points: quantityMinutes,
      quantityMinutes,
    },
  ];
};

/** When everything before the first sheet is set up: programmes open, people enrolled. Seconds, Monday 12:00 UTC. */
export const historyStart = (now: number): number => {
  const monday = (weekIndexAt(now) * 7 - 3) * DAY_SECONDS;
  return monday - HISTORY_WEEKS * WEEK_SECONDS + 12 * 3_600;
};

/**
 * What happened before the first visit, in order of time: sheets each Tuesday, purchases from the fourth week on (the
 * first hours are inscribed by then), an exchange every second week. Nothing lies later than `now`.
 */
export const castHistory = (random: SeededRandom, now: number): readonly CastEvent[] => {
  const start = historyStart(now);
  const events: CastEvent[] = [];
  for (let week = 1; week <= HISTORY_WEEKS; week += 1) {
    const weekStart = start + week * WEEK_SECONDS;
    for (const city of CAST_CITIES) {
      events.push(...sheetsOf(random, city, week, weekStart + DAY_SECONDS + city.id * 60));
      if (week >= 4) {
        events.push(...redemptionsOf(random, city, week, weekStart));
        events.push(...exchangesOf(random, city, week, weekStart));
      }
    }
  }
  return events.filter((event) => event.at < now - 3_600).toSorted((left, right) => left.at - right.at);
};

/** What is set up before the first sheet lies in the past whole: no act of it waits. */
const SETUP_LEAD_SECONDS = 900;
/** Setting up takes a chain that seals each second about a minute. */
const TODAY_FILING_SECONDS = 90;
const TODAY_POSTING_SECONDS = TRIAL_PENDING_SECONDS + 10;
const TODAY_SPENDING_SECONDS = TODAY_POSTING_SECONDS + 10;

/** What the cast writes, and when. */
export interface CastTimes {
  /** When programmes opened and people were enrolled, seconds. */
  readonly startedAt: number;
  readonly events: readonly CastEvent[];
  /** Between the end of a sheet's window and its posting. */
  readonly postingDelaySeconds: number;
  /** Nothing is posted later than this, seconds. */
  readonly until: number;
}

/** Two past months, for a ledger whose blocks may be dated back. */
export const pastTimes = (random: SeededRandom, now: number): CastTimes => ({
  startedAt: historyStart(now), events: castHistory(random, now), postingDelaySeconds: 3_600, until: now - 3_600,
});

/**
 * Today, for a chain that keeps its own time: one sheet of each organization under the trial programme, posted once its
 * two minutes are over, then a week's purchases and exchanges.
 */
export const todayTimes = (random: SeededRandom, now: number): CastTimes => {
  const filedAt = now + TODAY_FILING_SECONDS;
  const spentAt = filedAt + TODAY_SPENDING_SECONDS;
  const events = CAST_CITIES.flatMap((city): CastEvent[] => [
    ...sheetsOf(random, city, HISTORY_WEEKS, now).map((sheet) => ({ ...sheet, at: filedAt, programmeKey: "trial" as const })),
    ...redemptionsOf(random, city, HISTORY_WEEKS, now).map((event) => ({ ...event, at: spentAt })),
    ...exchangesOf(random, city, HISTORY_WEEKS - 1, now).map((event) => ({ ...event, at: spentAt })),
  ]);
  return {
    startedAt: now - SETUP_LEAD_SECONDS,
    events: events.toSorted((left, right) => left.at - right.at),
    postingDelaySeconds: TODAY_POSTING_SECONDS - TRIAL_PENDING_SECONDS,
    until: spentAt,
  };
};
