import type { DataSource, EntityManager } from "typeorm";
import { getAddress, type Address } from "viem";
import { createHolderStore } from "../../../ledger-service/src/modules/accounts/holder-store.ts";
import { noticeVersion, openedCityTextVersion } from "../../../ledger-service/src/modules/accounts/collection-notice.ts";
import { composeMunicipalIdentifier, identifierPrefixOf } from "../../../ledger-service/src/modules/accounts/municipal-identifier.ts";
import { decideOpenedCity } from "../../../ledger-service/src/modules/accounts/open-city.ts";
import { createSignerRecords } from "../../../ledger-service/src/modules/accounts/signer-records.ts";
import { institutionProfileEntity } from "../../../ledger-service/src/modules/participants/institution-profile.entity.ts";
import { createMembers } from "../../../ledger-service/src/modules/participants/members.ts";
import { terminalLabelEntity } from "../../../ledger-service/src/modules/participants/terminal-label.entity.ts";
import { createProgrammeStore } from "../../../ledger-service/src/modules/points/programme-store.ts";
import type { PersonalData } from "../../../ledger-service/src/platform/database/personal-data.ts";
import { createPersonStore } from "../../../ledger-service/src/sign-in/person-store.ts";
import { randomUUID } from "../../../ledger-service/src/kernel/random-id.ts";
import { castAccounts } from "./cast-accounts.ts";
import { castMemberCode } from "./cast-codes.ts";
import { castKeys } from "./cast-keys.ts";
import { programmeIdOf, programmesOf, resolutionOf } from "./cast-programmes.ts";
import { profileOf } from "./cast-profiles.ts";
import type { CastCity } from "./cities.ts";
import { cityOf } from "./cast-sheet.ts";
import { peopleOf, type CastPerson } from "./people.ts";
import { cashierSubOf, coordinatorSubOf, terminalIdOf } from "./seed-institutions.ts";
import { networkRandom, type SeededLedger } from "./seed-ledger.ts";

/** One city's own records of the cast: who its people are, and the words that the ledger does not hold. */
export interface CityRecordsParts {
  readonly city: CastCity;
  readonly chainId: number;
  readonly issuer: string;
  readonly database: DataSource;
  readonly personalData: PersonalData;
  readonly ledger: SeededLedger;
}

/** Person ids by subject, for what is recorded in their name. */
export type CastPersonIds = ReadonlyMap<string, string>;

export const writePeople = async (parts: CityRecordsParts): Promise<CastPersonIds> => {
  const { city, database } = parts;
  const ids = new Map<string, string>();
  await database.transaction(async (manager) => {
    const recorded = peopleOf(city).filter(({ role }) => role.kind !== "NEWCOMER");
    for (const [index, person] of recorded.entries()) {
      ids.set(person.sub, await writePerson(parts, manager, person, index + 1));
    }
    // Who enrols next gets the next number, not one of these.
    await manager.query("SELECT setval('municipal_identifier_ordinal', $1)", [recorded.length]);
  });
  return ids;
};

const writePerson = async (parts: CityRecordsParts, manager: EntityManager, person: CastPerson, ordinal: number): Promise<string> => {
  const { city, chainId, database, personalData, ledger } = parts;
  const random = networkRandom(chainId);
  const personId = await createPersonStore(database, personalData).signIn(manager, { issuer: parts.issuer, subject: person.sub }, person.name);
  const isResident = person.role.kind === "RESIDENT";
  if (!isResident && person.role.kind !== "OFFICER" && person.role.kind !== "AUDITOR") return personId;
  const holders = createHolderStore(personalData);
  const enrolledAt = new Date(ledger.startedAt * 1000);
  const holderId = randomUUID();
  await holders.insert(manager, {
    id: holderId,
    kind: isResident ? "RESIDENT" : "STAFF",
    personId,
    account: castAccounts(random).person(person.sub),
    createdAt: enrolledAt,
    ...(isResident
      ? {
          municipalIdentifier: composeMunicipalIdentifier(identifierPrefixOf(city.slug), enrolledAt.getUTCFullYear(), BigInt(ordinal)),
          memberCode: castMemberCode(random, city, person.sub),
          confirmedUntil: new Date(enrolledAt.getTime() + 365 * 86_400_000).toISOString().slice(0, 10),
          noticeVersion,
        }
      : {}),
  });
  await createSignerRecords(personalData).save(manager, holderId, {
    signer: castKeys(random).person(person.sub).address,
    label: "Clé d’essai",
  });
  const holder = await holders.ofId(manager, holderId);
  if (holder === undefined) throw new RangeError(`${person.sub} was not recorded`);
  for (const cityId of citiesOpenedBy(ledger, person)) {
    await decideOpenedCity(manager, holder, { cityId, opened: true, textVersion: openedCityTextVersion });
  }
  return personId;
};

/** Where a resident of the cast has paid, each city of theirs opened first [L7]. */
const citiesOpenedBy = (ledger: SeededLedger, person: CastPerson): readonly number[] => [
  ...new Set(
    ledger.events.flatMap((event) =>
      event.kind === "REDEMPTION" && event.residentSub === person.sub && event.merchantCitySlug !== person.citySlug
        ? [cityOf(event.merchantCitySlug).id]
        : [],
    ),
  ),
];

export const writeInstitutions = async (parts: CityRecordsParts, personIds: CastPersonIds): Promise<void> => {
  const { city, chainId, database, personalData, ledger } = parts;
  const random = networkRandom(chainId);
  const keys = castKeys(random);
  const members = createMembers(personalData);
  const createdAt = new Date(ledger.startedAt * 1000);
  await database.transaction(async (manager) => {
    for (const one of ledger.institutions.filter((institution) => institution.city.id === city.id)) {
      await manager.getRepository(institutionProfileEntity).insert({ institution: one.institution, ...profileOf(random, one), createdAt });
      if (one.kind === "MERCHANT") {
        const terminal = terminalIdOf({ keys }, one);
        await manager.getRepository(terminalLabelEntity).insert({ terminal, merchant: one.institution, label: "Comptoir", createdAt });
        await members.add(manager, { personId: idOf(personIds, cashierSubOf(one)), institution: one.institution, role: "CASHIER" });
      } else {
        const sub = coordinatorSubOf(one);
        const signer: Address = getAddress(keys.person(sub).address);
        await members.add(manager, { personId: idOf(personIds, sub), institution: one.institution, role: "COORDINATOR", signer });
      }
    }
  });
};

export const writeProgrammes = async ({ city, database, ledger }: CityRecordsParts): Promise<void> => {
  const store = createProgrammeStore(database);
  const openedIn = new Date(ledger.startedAt * 1000).getUTCFullYear();
  await database.transaction(async (manager) => {
    for (const programme of programmesOf(city, openedIn)) {
      const { year, number, documentHash } = resolutionOf(programme);
      const programmeId = programmeIdOf(city, programme);
      await store.keepTitle(manager, { programmeId, year, number, ordinal: programme.ordinal, title: programme.title });
      await store.keepDocument(manager, { documentHash, year, number, documentText: programme.resolution.documentText });
    }
  });
};

export const idOf = (personIds: CastPersonIds, sub: string): string => {
  const id = personIds.get(sub);
  if (id === undefined) throw new RangeError(`${sub} has no record`);
  return id;
};
