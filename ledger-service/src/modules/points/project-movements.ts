import type { EntityManager } from "typeorm";
import type { EventPlace, Projection } from "../../indexing/projection.ts";
import { onEvent } from "../../indexing/projection.ts";
import { lotTexts, sumOfLots, type Lot } from "./lots.ts";
import type { MovementKind } from "./points.schemas.ts";

interface Movement {
  readonly account: string;
  readonly kind: MovementKind;
  /** Signed: what the balance gained or lost. */
  readonly points: bigint;
  readonly lots: readonly Lot[];
  readonly chargeId?: string;
  readonly merchant?: string;
  readonly exchangeId?: string;
  readonly partner?: string;
}

/** Why each balance moved: one row for every event and account, with the ids from which a reason is told. */
export const movementsProjection: Projection = {
  name: "points-movements",
  tables: ["movements", "movement_sheets"],
  on: [
    onEvent("earningSheets", "SheetFiled", async ({ args }, { manager }) => {
      await manager.query(
        `INSERT INTO movement_sheets (sheet_id, programme_id, institution, city_id, unit, week_index, signer_hash)
         SELECT $1, programme_id, $3, city_id, unit, $4, $5 FROM programmes WHERE programme_id = $2`,
        [args.sheetId, args.programmeId, args.institution, args.sheet.weekIndex, args.signerHash],
      );
    }),
    onEvent("earningSheets", "LinePosted", async (event, { manager }) => {
      const { args } = event;
      // A line of which nothing fitted the week's ceiling moves no balance.
      if (args.points === 0n) return;
      await manager.query(
        `INSERT INTO movements (event_id, account, at, block_number, kind, points, lots, programme_id, institution, sheet_id,
           line_index, quantity, unit)
         SELECT $1, $2, $3, $4, 'EARNED', $5::numeric, jsonb_build_array(jsonb_build_object('cityId', city_id, 'points', $5::text)),
           programme_id, institution, sheet_id, $7, $8, unit
         FROM movement_sheets WHERE sheet_id = $6`,
        [
          event.id, args.account, event.blockTimestamp, event.blockNumber.toString(), args.points.toString(), args.sheetId,
          args.index, args.quantity.toString(),
        ],
      );
    }),
    onEvent("redemptionDesk", "Redeemed", async (event, { manager }) => {
      const { account, merchant, chargeId, points, lots } = event.args;
      await keepMovement(manager, event, { account, kind: "REDEEMED", points: -points, lots, chargeId, merchant });
    }),
    onEvent("redemptionDesk", "RedemptionVoided", async (event, { manager }) => {
      const { account, merchant, chargeId, points, lots } = event.args;
      await keepMovement(manager, event, { account, kind: "VOIDED", points, lots, chargeId, merchant });
    }),
    onEvent("redemptionDesk", "RedemptionRefunded", async (event, { manager }) => {
      const { account, merchant, chargeId, points, lots } = event.args;
      await keepMovement(manager, event, { account, kind: "REFUNDED", points, lots, chargeId, merchant });
    }),
    onEvent("serviceExchanges", "ExchangeSettled", async (event, { manager }) => {
      const { provider, receiver, exchangeId, lots } = event.args;
      const points = sumOfLots(lots);
      if (points === 0n) return;
      await keepMovement(manager, event, { account: receiver, kind: "EXCHANGE_OUT", points: -points, lots, exchangeId, partner: provider });
      await keepMovement(manager, event, { account: provider, kind: "EXCHANGE_IN", points, lots, exchangeId, partner: receiver });
    }),
  ],
};

async function keepMovement(manager: EntityManager, place: EventPlace, movement: Movement): Promise<void> {
  await manager.query(
    `INSERT INTO movements (event_id, account, at, block_number, kind, points, lots, charge_id, merchant, exchange_id, partner)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      place.id, movement.account, place.blockTimestamp, place.blockNumber.toString(), movement.kind, movement.points.toString(),
      JSON.stringify(lotTexts(movement.lots)), movement.chargeId ?? null, movement.merchant ?? null, movement.exchangeId ?? null,
      movement.partner ?? null,
    ],
  );
}
