import { LessThan, type DataSource } from "typeorm";
import type { Address } from "viem";
import { movementEntity, type MovementRow } from "./movement.entity.ts";

export interface MovementStore {
  /** Newest first: `limit` rows older than the event `beforeEventId`. */
  movementsOf(account: Address, limit: number, beforeEventId?: string): Promise<MovementRow[]>;
}

export function createMovementStore(database: DataSource): MovementStore {
  return {
    movementsOf: (account, limit, beforeEventId) =>
      database.getRepository(movementEntity).find({
        where: beforeEventId === undefined ? { account } : { account, eventId: LessThan(beforeEventId) },
        order: { eventId: "DESC" },
        take: limit,
      }),
  };
}
