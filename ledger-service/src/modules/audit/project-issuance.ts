import type { EntityManager } from "typeorm";
import type { Address, Hex } from "viem";
import { onEvent, type EventPlace, type Projection } from "../../indexing/projection.ts";

interface ResolutionFact {
  readonly programmeId: Hex;
  readonly resolution: { readonly year: number; readonly number: number; readonly documentHash: Hex };
  readonly budgetPoints: bigint;
  readonly officers: readonly Address[];
}

/**
 * Every issued point of every city, back to its line, sheet, signer, programme and resolution, from the ledger alone
 * (A13). Kept apart from the read models that people see, so that the two can be compared.
 */
export const issuanceProjection: Projection = {
  name: "audit-issuance",
  tables: ["audit_programmes", "audit_resolutions", "audit_sheets", "audit_issuances", "audit_points_issued"],
  on: [
    onEvent("programmes", "ProgrammeOpened", async (event, { manager }) => {
      const { programmeId, cityId, opening, officers } = event.args;
      await manager.query(`INSERT INTO audit_programmes (programme_id, city_id, unit) VALUES ($1, $2, $3)`, [
        programmeId,
        cityId,
        opening.unit,
      ]);
      const { resolution, budgetPoints } = opening;
      await insertResolution(manager, event, { programmeId, resolution, budgetPoints, officers });
    }),
    onEvent("programmes", "ProgrammeBudgetRaised", async (event, { manager }) => {
      await insertResolution(manager, event, event.args);
    }),
    onEvent("earningSheets", "SheetFiled", async ({ id, args }, { manager }) => {
      await manager.query(
        `INSERT INTO audit_sheets (sheet_id, programme_id, institution, signer_hash, attestation_uid, filed_event_id)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [args.sheetId, args.programmeId, args.institution, args.signerHash, args.attestationUid, id],
      );
    }),
    onEvent("earningSheets", "LinePosted", async ({ id, args, blockTimestamp, blockNumber }, { manager }) => {
      await manager.query(
        `INSERT INTO audit_issuances
           (event_id, city_id, programme_id, sheet_id, line_index, account, quantity, points, at, block_number)
         SELECT $1, p.city_id, p.programme_id, s.sheet_id, $3, $4, $5, $6, $7, $8
         FROM audit_sheets s JOIN audit_programmes p USING (programme_id) WHERE s.sheet_id = $2`,
        [
          id,
          args.sheetId,
          args.index,
          args.account,
          args.quantity.toString(),
          args.points.toString(),
          blockTimestamp,
          blockNumber.toString(),
        ],
      );
    }),
    // What `Points` itself says it issued: equal to the lines, or the audit shows the difference (I2).
    onEvent("points", "PointsIssued", async ({ id, args, blockTimestamp }, { manager }) => {
      await manager.query(`INSERT INTO audit_points_issued (event_id, city_id, points, at) VALUES ($1, $2, $3, $4)`, [
        id,
        args.cityId,
        args.points.toString(),
        blockTimestamp,
      ]);
    }),
  ],
};

async function insertResolution(manager: EntityManager, event: EventPlace, fact: ResolutionFact): Promise<void> {
  await manager.query(
    `INSERT INTO audit_resolutions (event_id, programme_id, year, number, document_hash, budget_points, officers, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      event.id,
      fact.programmeId,
      fact.resolution.year,
      fact.resolution.number.toString(),
      fact.resolution.documentHash,
      fact.budgetPoints.toString(),
      [...fact.officers],
      event.blockTimestamp,
    ],
  );
}
