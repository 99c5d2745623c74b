import { createActivityStore } from "../../../ledger-service/src/modules/attestations/activity-store.ts";
import { createExchangeStore } from "../../../ledger-service/src/modules/attestations/exchange-store.ts";
import { exchangeEntity } from "../../../ledger-service/src/modules/attestations/exchange.entity.ts";
import { createHomeLineStore } from "../../../ledger-service/src/modules/attestations/home-line-store.ts";
import { createSheetRecordStore } from "../../../ledger-service/src/modules/attestations/sheet-record-store.ts";
import { sheetRecordEntity } from "../../../ledger-service/src/modules/attestations/sheet-record.entity.ts";
import { createMovementNoteStore } from "../../../ledger-service/src/modules/points/movement-note-store.ts";
import { resolutionLabel } from "../../../ledger-service/src/modules/points/programme-view.ts";
import { randomUUID } from "../../../ledger-service/src/kernel/random-id.ts";
import { castAccounts } from "./cast-accounts.ts";
import { castMemberCode } from "./cast-codes.ts";
import { institutionAt } from "./cast-institutions.ts";
import { programmeOf } from "./cast-programmes.ts";
import { activityIdOf, cityOf, type BuiltSheet } from "./cast-sheet.ts";
import type { CastCity } from "./cities.ts";
import { idOf, type CastPersonIds, type CityRecordsParts } from "./city-records.ts";
import type { CastExchange } from "./history.ts";
import { CAST_PEOPLE, peopleOf, type CastPerson } from "./people.ts";
import type { SeededRandom } from "./random.ts";
import { castExchangeTerms } from "./seed-history.ts";
import { coordinatorSubOf } from "./seed-institutions.ts";
import { networkRandom } from "./seed-ledger.ts";

/** Sheets as this city's organizations recorded them. */
export const writeSheets = async (parts: CityRecordsParts, personIds: CastPersonIds): Promise<void> => {
  for (const built of parts.ledger.sheets.filter(({ cast }) => cast.citySlug === parts.city.slug)) {
    await writeSheet(parts, personIds, built);
  }
};

/** Lines of this city's residents, as each organization's city delivered them. */
export const writeHomeLines = async (parts: CityRecordsParts): Promise<void> => {
  const { city, database, personalData } = parts;
  const homeLines = createHomeLineStore(database, personalData);
  const notes = createMovementNoteStore(database, personalData);
  for (const built of parts.ledger.sheets) {
    const own = built.lines.filter(({ index }) => cityOfSub(built.cast.lines[index]?.residentSub ?? "").slug === city.slug);
    if (own.length === 0) continue;
    const words = wordsOf(parts, built);
    const { activityTitle: title, programmeTitle, institutionName, signerName, resolution } = words;
    await database.transaction(async (manager) => {
      for (const line of own) {
        await homeLines.add(manager, words, { ...line, proof: built.tree.proofOf(line.index) }, cityOf(built.cast.citySlug).id);
        const fact = { kind: "LINE", sheetId: built.sheetId, index: line.index } as const;
        await notes.keep(manager, fact, { title, programmeTitle, institutionName, signerName, resolution });
      }
    });
  }
};

const writeSheet = async (parts: CityRecordsParts, personIds: CastPersonIds, built: BuiltSheet): Promise<void> => {
  const { city, chainId, database, personalData, ledger } = parts;
  const { cast, sheet, sheetId, lines } = built;
  const random = networkRandom(chainId);
  const organization = institutionAt(ledger.institutions, city.slug, "ORGANIZATION", cast.organizationIndex);
  const createdBy = idOf(personIds, coordinatorSubOf(organization));
  const { signerName } = wordsOf(parts, built);
  const records = createSheetRecordStore(database, personalData);
  const at = new Date(cast.at * 1000);
  await database.transaction(async (manager) => {
    const activityId = activityIdOf(random, cast);
    await createActivityStore(database, personalData).create(manager, {
      activityId,
      institution: sheet.institution,
      programmeId: sheet.programmeId,
      weekIndex: cast.weekIndex,
      title: cast.activityTitle,
      place: null,
      createdBy,
    });
    const draftId = randomUUID();
    await records.create(manager, {
      draftId,
      sheetId,
      institution: sheet.institution,
      activityId,
      part: sheet.part,
      linesRoot: sheet.linesRoot,
      totalQuantity: sheet.totalQuantity,
      validBefore: new Date(Number(sheet.validBefore) * 1000),
      createdBy,
      lines: lines.map((line, index) => ({
        ...line,
        ...memberOf(random, cast.lines[index]?.residentSub ?? ""),
      })),
    });
    await records.markSigned(manager, draftId, { signerName, operationId: randomUUID() });
    await manager.getRepository(sheetRecordEntity).update({ draftId }, { createdAt: at, signedAt: at, deliveredAt: at, operationId: null });
  });
};

const wordsOf = ({ ledger }: CityRecordsParts, { cast, sheetId }: BuiltSheet) => {
  const organization = institutionAt(ledger.institutions, cast.citySlug, "ORGANIZATION", cast.organizationIndex);
  const programme = programmeOf(organization.city, new Date(ledger.startedAt * 1000).getUTCFullYear(), cast.programmeKey);
  const { year, number } = programme.resolution;
  return {
    sheetId,
    activityTitle: cast.activityTitle,
    institutionName: organization.name,
    signerName: nameOf(coordinatorSubOf(organization)),
    programmeTitle: programme.title,
    resolution: resolutionLabel(year, number),
    unit: "MINUTE" as const,
  };
};

const memberOf = (random: SeededRandom, sub: string) => {
  const home = cityOfSub(sub);
  return { memberCode: castMemberCode(random, home, sub), homeCityId: home.id };
};

/** Exchanges of the past, both sides settled. */
export const writeExchanges = async (parts: CityRecordsParts): Promise<void> => {
  const subs = new Set(peopleOf(parts.city).map(({ sub }) => sub));
  for (const event of parts.ledger.events) {
    if (event.kind === "EXCHANGE" && subs.has(event.providerSub)) await writeExchange(parts, event);
  }
};

const writeExchange = async (parts: CityRecordsParts, event: CastExchange): Promise<void> => {
  const { city, chainId, database, personalData } = parts;
  const random = networkRandom(chainId);
  const accounts = castAccounts(random);
  const terms = castExchangeTerms(random, event);
  const store = createExchangeStore(database, personalData);
  const notes = createMovementNoteStore(database, personalData);
  const people = { PROVIDER: event.providerSub, RECEIVER: event.receiverSub } as const;
  await database.transaction(async (manager) => {
    for (const role of ["PROVIDER", "RECEIVER"] as const) {
      const partnerSub = role === "PROVIDER" ? people.RECEIVER : people.PROVIDER;
      const partnerName = nameOf(partnerSub);
      const account = accounts.person(people[role]);
      await store.add(manager, {
        role,
        isProposer: role === "PROVIDER",
        partnerCityId: city.id,
        terms,
        account,
        partner: { account: accounts.person(partnerSub), name: partnerName },
      });
      await notes.keep(manager, { kind: "EXCHANGE", exchangeId: terms.exchangeId, account }, { title: event.title, partnerName });
    }
    await manager
      .getRepository(exchangeEntity)
      .update({ exchangeId: terms.exchangeId }, { status: "SENT", proposedAt: new Date((event.at - 86_400) * 1000) });
  });
};

const personOf = (sub: string): CastPerson => {
  const person = CAST_PEOPLE.find((one) => one.sub === sub);
  if (person === undefined) throw new RangeError(`no ${sub} in the cast`);
  return person;
};

const nameOf = (sub: string): string => personOf(sub).name;
const cityOfSub = (sub: string): CastCity => cityOf(personOf(sub).citySlug);
