import type { DataSource, EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import type { Chain } from "../../platform/chain/chain.ts";
import type { Route } from "../../platform/http/route.ts";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import type { MunicipalActs } from "../participants/municipal-acts.ts";
import { allotmentEntity } from "./allotment.entity.ts";
import { namesOfEach } from "./institution-names.ts";
import { readIssuanceSeries } from "./issuance-series.ts";
import { heldPointsOf, issuerTotalsOf } from "./issuer-figures.ts";
import { viewProgramme } from "./programme-view.ts";
import { createBalanceStore } from "./balance-store.ts";
import { balanceEntity } from "./balance.entity.ts";
import { balanceRoutes, type BalanceRouteParts } from "./balance.routes.ts";
import { createIssuanceStore } from "./issuance-store.ts";
import { createMovementNoteStore, type MovementFact, type MovementNote } from "./movement-note-store.ts";
import { movementNoteEntity } from "./movement-note.entity.ts";
import { createMovementStore } from "./movement-store.ts";
import { movementEntity } from "./movement.entity.ts";
import { Points1700000300000 } from "./points.migration.ts";
import { registerProgrammeActs } from "./register-programme-acts.ts";
import { createProgrammeStore } from "./programme-store.ts";
import { programmeResolutionEntity } from "./programme-resolution.entity.ts";
import { programmeTitleEntity, resolutionDocumentEntity } from "./programme-title.entity.ts";
import { programmeEntity, type ProgrammeRow } from "./programme.entity.ts";
import { programmeRoutes, type ProgrammeRouteParts } from "./programmes.routes.ts";
import { balancesProjection } from "./project-balances.ts";
import { movementsProjection } from "./project-movements.ts";
import { programmesProjection } from "./project-programmes.ts";
import { createMovementReader } from "./read-movements.ts";

export const pointsMigrations = [Points1700000300000];
export const pointsEntities = [
  allotmentEntity,
  balanceEntity,
  movementEntity,
  movementNoteEntity,
  programmeEntity,
  programmeResolutionEntity,
  programmeTitleEntity,
  resolutionDocumentEntity,
];

/** Programmes before movements: a posted line's movement is read from what the programme and the sheet said before. */
export const pointsProjections = [balancesProjection, programmesProjection, movementsProjection];

/** The route table; its parts are used inside handlers only, so that the API can be described without running. */
export function pointsRoutes(parts: BalanceRouteParts & ProgrammeRouteParts): Route[] {
  return [...balanceRoutes(parts), ...programmeRoutes(parts)];
}

/** Points: what each account holds and why, under which programmes. */
export function buildPointsModule(parts: {
  readonly cityId: number;
  readonly database: DataSource;
  readonly personalData: PersonalData;
  readonly chain: Chain;
  readonly municipalActs: Pick<MunicipalActs, "draftAct" | "registerActRelay">;
  readonly institutionNameOf: (institution: Address) => Promise<string | undefined>;
  readonly openedCitiesOf: (personId: string) => Promise<readonly number[]>;
  readonly asOfBlock: () => Promise<number>;
}) {
  const { cityId, database, municipalActs, openedCitiesOf, asOfBlock } = parts;
  registerProgrammeActs(municipalActs, parts.chain);
  const institutionNamesOf = namesOfEach(parts.institutionNameOf);
  const programmes = createProgrammeStore(database);
  const notes = createMovementNoteStore(database, parts.personalData);
  const balances = createBalanceStore(database);
  const movements = createMovementReader({ movements: createMovementStore(database), notes, programmes, institutionNamesOf });
  const clearingHouse = parts.chain.contract("clearingHouse");
  const isAcceptedHere = async (issuerCityId: number) =>
    issuerCityId === cityId ||
    (await parts.chain.client.readContract({ ...clearingHouse, functionName: "capacity", args: [issuerCityId, cityId] })) > 0n;
  const issuance = createIssuanceStore(database);
  return {
    routes: pointsRoutes({
      cityId, balances, movements, openedCitiesOf, isAcceptedHere, programmes, issuance, municipalActs, institutionNamesOf, asOfBlock,
    }),
    projections: pointsProjections,
    /** A programme of any city, as the ledger has it. */
    programmeOf: (programmeId: Hex): Promise<ProgrammeRow | undefined> => programmes.programmeOf(programmeId),
    programmesByIds: (programmeIds: readonly Hex[]) => programmes.programmesByIds(programmeIds),
    /** Titles of this city's programmes. */
    programmeTitlesOf: (programmeIds: readonly Hex[]) => programmes.titlesOf(programmeIds),
    /** Programmes of this city. */
    programmesHere: () => programmes.programmesOf(cityId),
    programmesAllottedTo: (institution: Address) => programmes.allottedTo(institution),
    /** Points held by an account, all issuers together. */
    totalOf: async (account: Address) => (await balances.lotsOf(account)).reduce((sum, lot) => sum + lot.points, 0n),
    /** This city's figures, as the read models have them: compared with the ledger's by the audit. */
    issuerTotals: () => issuerTotalsOf(database, cityId),
    heldPoints: () => heldPointsOf(database, cityId),
    /** For the public page. */
    programmesForPublic: async () => {
      const rows = await programmes.programmesOf(cityId);
      const titles = await programmes.titlesOf(rows.map((row) => row.programmeId));
      return rows.map((row) => viewProgramme(row, titles.get(row.programmeId)));
    },
    issuanceSeries: () => readIssuanceSeries({ cityId, programmes, issuance }, { step: "week" }),
    /** Words of a movement to come: given by the module that knows them. */
    keepNote: (manager: EntityManager, fact: MovementFact, note: MovementNote) => notes.keep(manager, fact, note),
  };
}

export type PointsModule = ReturnType<typeof buildPointsModule>;
