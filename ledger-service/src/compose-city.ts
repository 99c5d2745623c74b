import type { Address } from "viem";
import { assembleCity, type AssemblyHooks, type City, type CityModules } from "./assemble-city.ts";
import { buildCityCore, type CityCore } from "./city-core.ts";
import { composeAudit } from "./compose-audit.ts";
import { cityKeyOf, directoryKeysHash } from "./intercity/city-directory.ts";
import { composeGovernance } from "./compose-governance.ts";
import type { JsonValue } from "./kernel/canonical-json.ts";
import { moduleTables } from "./module-tables.ts";
import { buildAccountsModule, type AccountsModule } from "./modules/accounts/accounts.module.ts";
import { buildAttestationsModule, type AttestationsModule } from "./modules/attestations/attestations.module.ts";
import { buildClearingModule, type ClearingModule } from "./modules/clearing/clearing.module.ts";
import { buildParticipantsModule, type ParticipantsModule } from "./modules/participants/participants.module.ts";
import { buildPointsModule, type PointsModule } from "./modules/points/points.module.ts";
import { buildRedemptionsModule, type RedemptionsModule } from "./modules/redemptions/redemptions.module.ts";
import { inTransaction } from "./platform/database/transaction.ts";
import type { CityConfiguration } from "./platform/environment/city-configuration.ts";
import { openKeyRing, type KeyRing } from "./platform/keys/key-ring.ts";
import { bookAct } from "./relay/act-book.ts";
import type { Identity } from "./sign-in/person-store.ts";

/** Someone whose account was opened on the ledger when the city was founded: its first officers, a demo's cast. */
export interface Founder {
  readonly identity: Identity;
  readonly displayName: string;
  readonly kind: "RESIDENT" | "STAFF";
  readonly account: Address;
}

export interface CityService extends City {
  /** Records who holds an account of the founding. Once per person; before or after `start`, which opens the database. */
  linkFounder(founder: Founder): Promise<void>;
}

/** Builds one city's service: plain calls in level order, each given only what it uses. */
export async function composeCity(configuration: CityConfiguration, hooks: AssemblyHooks = {}): Promise<CityService> {
  const keys = await openKeyRing(configuration.keys.sealedFile, configuration.keys.passphrase);
  return composeCityWithKeys(configuration, keys, hooks);
}

export function composeCityWithKeys(configuration: CityConfiguration, keys: KeyRing, hooks: AssemblyHooks = {}): CityService {
  const core = buildCityCore(configuration, keys, moduleTables);
  const accounts = composeAccounts(configuration, core);
  const participants = composeParticipants(configuration, core, accounts);
  const points = composePoints(configuration, core, accounts, participants);
  const clearing = composeClearing(configuration, core, participants);
  const attestations = composeAttestations(configuration, core, accounts, participants, points);
  const redemptions = composeRedemptions(configuration, core, accounts, participants);
  const governance = composeGovernance(configuration, core, participants);
  const audit = composeAudit(configuration, core, { accounts, participants, points, clearing, redemptions });
  const inLevelOrder = [participants, accounts, points, clearing, attestations, redemptions, governance, audit];
  const modules: CityModules = {
    routes: inLevelOrder.flatMap(({ routes }) => routes),
    projections: inLevelOrder.flatMap(({ projections }) => projections),
    reactions: [...participants.reactions, ...accounts.reactions, ...attestations.reactions],
    acts: [...participants.acts, ...accounts.acts, ...attestations.acts, ...bookRedemptions(redemptions), ...governance.acts, ...audit.acts],
    jobs: [...attestations.jobs, ...redemptions.jobs, ...governance.jobs, ...audit.jobs],
    intercityHandlers: [...accounts.intercityHandlers, ...attestations.intercityHandlers, ...redemptions.intercityHandlers, ...governance.intercityHandlers, ...audit.intercityHandlers],
    standings: {
      standingOf: participants.standingOf,
      accountsOfSigner: accounts.accountsOfSigner,
      personOfAccount: accounts.personOf,
      passkeyOf: accounts.passkeyOf,
    },
    directoryContent: () => directoryContentOf(participants, core),
  };
  const city = assembleCity(configuration, core, modules, hooks);
  return { ...city, linkFounder: (founder) => linkFounder(core, accounts, founder) };
}

/** What the city's signed directory says: its institutions, and the keys that sign its daily closes. */
async function directoryContentOf(participants: ParticipantsModule, core: CityCore): Promise<JsonValue> {
  return { ...(await participants.directoryContent()), closeSigners: [core.keys.enrol.address] };
}

function composeAccounts(configuration: CityConfiguration, core: CityCore): AccountsModule {
  const { city, cities, demo } = configuration;
  return buildAccountsModule({
    database: core.database,
    chain: core.chain,
    relay: core.relay,
    operations: core.operations,
    intercity: core.intercity,
    personalData: core.keys.personalData,
    serviceApprovals: core.approvals,
    liveEvents: core.liveEvents,
    people: core.persons,
    relyingParty: { id: new URL(city.origin).hostname, origin: city.origin, name: city.name },
    city,
    cities,
    asOfBlock: core.indexReader.asOfBlock,
    demoKeyOf: async (personId) => {
      const identity = demo === undefined ? undefined : await core.persons.identityOf(personId);
      return demo?.personaKeys.find((key) => key.subject === identity?.subject);
    },
  });
}

function composeParticipants(configuration: CityConfiguration, core: CityCore, accounts: AccountsModule): ParticipantsModule {
  const { city, cities } = configuration;
  return buildParticipantsModule({
    database: core.database,
    chain: core.chain,
    relay: core.relay,
    operations: core.operations,
    personalData: core.keys.personalData,
    serviceApprovals: core.approvals,
    liveEvents: core.liveEvents,
    people: core.persons,
    city,
    cities,
    asOfBlock: core.indexReader.asOfBlock,
    directoryHash: () => directoryKeysHash(city.id, [cityKeyOf(core.keys.citySigner)]),
    directoryContentOf: async (cityId) => (await core.directories.directoryOf(cityId)).content,
    accountOf: accounts.accountOf,
    personOf: accounts.personOf,
    staffAccounts: {
      staffAccountOf: accounts.staffAccountOf,
      openStaffAccount: accounts.enrolments.openStaffAccount,
    },
    listStaff: accounts.staffAccounts,
  });
}

function composePoints(
  configuration: CityConfiguration,
  core: CityCore,
  accounts: AccountsModule,
  participants: ParticipantsModule,
): PointsModule {
  return buildPointsModule({
    cityId: configuration.city.id,
    database: core.database,
    personalData: core.keys.personalData,
    chain: core.chain,
    municipalActs: participants.municipalActs,
    institutionNameOf: participants.institutionNameOf,
    openedCitiesOf: accounts.openedCitiesOf,
    asOfBlock: core.indexReader.asOfBlock,
  });
}

function composeAttestations(
  configuration: CityConfiguration,
  core: CityCore,
  accounts: AccountsModule,
  participants: ParticipantsModule,
  points: PointsModule,
): AttestationsModule {
  const { city, cities } = configuration;
  return buildAttestationsModule({
    database: core.database,
    chain: core.chain,
    relay: core.relay,
    operations: core.operations,
    intercity: core.intercity,
    personalData: core.keys.personalData,
    liveEvents: core.liveEvents,
    cities: { ownCityId: city.id, nameOf: (cityId) => cities.find(({ id }) => id === cityId)?.name ?? "" },
    municipalActs: participants.municipalActs,
    institutionNameOf: participants.institutionNameOf,
    residents: accounts,
    personNamesOf: core.persons.displayNamesOf,
    programmes: points,
    keepNote: points.keepNote,
    asOfBlock: core.indexReader.asOfBlock,
  });
}

function composeClearing({ city, cities }: CityConfiguration, core: CityCore, participants: ParticipantsModule): ClearingModule {
  return buildClearingModule({
    database: core.database,
    chain: core.chain,
    municipalActs: participants.municipalActs,
    own: city,
    cities,
    asOfBlock: core.indexReader.asOfBlock,
  });
}

function composeRedemptions(
  configuration: CityConfiguration,
  core: CityCore,
  accounts: AccountsModule,
  participants: ParticipantsModule,
): RedemptionsModule {
  const { city, cities, chain } = configuration;
  return buildRedemptionsModule({
    database: core.database,
    chain: core.chain,
    relay: core.relay,
    ledger: core.ledger,
    intercity: core.intercity,
    personalData: core.keys.personalData,
    liveEvents: core.liveEvents,
    cities: { own: city, all: cities },
    merchants: {
      async merchantOf(merchant) {
        const [institution, name] = await Promise.all([participants.institutionOf(merchant), participants.institutionNameOf(merchant)]);
        if (institution === undefined || institution.kind !== "MERCHANT" || name === undefined) return undefined;
        const { cityId, status, dailyCeilingPoints } = institution;
        return { name, cityId, isActive: status === "ACTIVE", dailyCeilingPoints };
      },
      terminalOf: participants.terminalOf,
    },
    openedCities: { hasOpenedCity: accounts.hasOpenedCity },
    treasuryPhone: city.phone,
    isTrialRegister: chain.isEmbedded,
    indexedBlock: core.indexReader.asOfBlock,
  });
}

function bookRedemptions({ acts: [redeem, voidAct, refund] }: RedemptionsModule) {
  return [bookAct(redeem), bookAct(voidAct), bookAct(refund)];
}

function linkFounder(core: CityCore, accounts: AccountsModule, founder: Founder): Promise<void> {
  return inTransaction(core.database, async (transaction) => {
    const personId = await core.persons.signIn(transaction.manager, founder.identity, founder.displayName);
    await accounts.linkFounding(transaction, founder.kind, personId, founder.account);
  });
}
