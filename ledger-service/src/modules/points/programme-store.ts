import { In, type DataSource, type EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { allotmentEntity, type AllotmentRow } from "./allotment.entity.ts";
import { programmeEntity, type ProgrammeRow } from "./programme.entity.ts";
import { programmeResolutionEntity, type ProgrammeResolutionRow } from "./programme-resolution.entity.ts";
import { programmeTitleEntity, resolutionDocumentEntity } from "./programme-title.entity.ts";

export interface ProgrammeStore {
  programmesOf(cityId: number): Promise<ProgrammeRow[]>;
  programmeOf(programmeId: Hex): Promise<ProgrammeRow | undefined>;
  programmesByIds(programmeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, ProgrammeRow>>;
  /** Titles of this city's programmes only. */
  titlesOf(programmeIds: readonly Hex[]): Promise<ReadonlyMap<Hex, string>>;
  /** Opening first, then each raise. */
  resolutionsOf(programmeId: Hex): Promise<ProgrammeResolutionRow[]>;
  documentsOf(documentHashes: readonly Hex[]): Promise<ReadonlyMap<Hex, string>>;
  allotmentsOf(programmeId: Hex): Promise<AllotmentRow[]>;
  allotmentOf(programmeId: Hex, institution: Address): Promise<AllotmentRow | undefined>;
  /** Programmes under which the institution was allotted points. */
  allottedTo(institution: Address): Promise<AllotmentRow[]>;
  /** Ordinals of a resolution that a programme or a draft already took. */
  takenOrdinals(manager: EntityManager, year: number, number: number): Promise<number[]>;
  keepTitle(
    manager: EntityManager,
    title: { readonly programmeId: Hex; readonly year: number; readonly number: number; readonly ordinal: number; readonly title: string },
  ): Promise<void>;
  keepDocument(
    manager: EntityManager,
    document: { readonly documentHash: Hex; readonly year: number; readonly number: number; readonly documentText: string },
  ): Promise<void>;
}

export function createProgrammeStore(database: DataSource): ProgrammeStore {
  const programmes = database.getRepository(programmeEntity);
  const allotments = database.getRepository(allotmentEntity);
  return {
    programmesOf: (cityId) => programmes.find({ where: { cityId }, order: { openedAt: "ASC", programmeId: "ASC" } }),
    programmeOf: async (programmeId) => (await programmes.findOneBy({ programmeId })) ?? undefined,
    async programmesByIds(programmeIds) {
      if (programmeIds.length === 0) return new Map();
      const rows = await programmes.findBy({ programmeId: In([...programmeIds]) });
      return new Map(rows.map((row) => [row.programmeId, row]));
    },
    async titlesOf(programmeIds) {
      if (programmeIds.length === 0) return new Map();
      const rows = await database.getRepository(programmeTitleEntity).findBy({ programmeId: In([...programmeIds]) });
      return new Map(rows.map((row) => [row.programmeId, row.title]));
    },
    resolutionsOf: (programmeId) =>
      database.getRepository(programmeResolutionEntity).find({ where: { programmeId }, order: { revision: "ASC" } }),
    async documentsOf(documentHashes) {
      if (documentHashes.length === 0) return new Map();
      const rows = await database.getRepository(resolutionDocumentEntity).findBy({ documentHash: In([...documentHashes]) });
      return new Map(rows.map((row) => [row.documentHash, row.documentText]));
    },
    allotmentsOf: (programmeId) => allotments.find({ where: { programmeId }, order: { institution: "ASC" } }),
    allotmentOf: async (programmeId, institution) => (await allotments.findOneBy({ programmeId, institution })) ?? undefined,
    allottedTo: (institution) => allotments.findBy({ institution }),
    async takenOrdinals(manager, year, number) {
      const rows = await manager.getRepository(programmeTitleEntity).findBy({ year, number: BigInt(number) });
      return rows.map((row) => row.ordinal);
    },
    async keepTitle(manager, title) {
      await manager
        .getRepository(programmeTitleEntity)
        .upsert({ ...title, number: BigInt(title.number), recordedAt: new Date() }, ["programmeId"]);
    },
    async keepDocument(manager, document) {
      await manager
        .getRepository(resolutionDocumentEntity)
        .upsert({ ...document, number: BigInt(document.number), recordedAt: new Date() }, ["documentHash"]);
    },
  };
}
