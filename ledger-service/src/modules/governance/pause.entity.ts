import { EntitySchema } from "typeorm";
import { instantColumn, textColumn } from "../../platform/database/columns.ts";

/** A city that asked for the emergency pause. A city may ask again in a round once its request is a day old. */
export interface PauseRequestRow {
  eventId: string;
  round: number;
  cityId: number;
  requestedAt: Date;
}

const roundColumn = { type: "bigint", transformer: { to: (value: number) => value, from: Number } } as const;

export const pauseRequestEntity = new EntitySchema<PauseRequestRow>({
  name: "CouncilPauseRequest",
  tableName: "council_pause_requests",
  columns: {
    eventId: textColumn("event_id", { primary: true }),
    round: roundColumn,
    cityId: { name: "city_id", type: "smallint" },
    requestedAt: instantColumn("requested_at"),
  },
});

export interface PauseRow {
  round: number;
  pausedAt: Date;
  pausedUntil: Date;
  liftedAt: Date | null;
}

export const pauseEntity = new EntitySchema<PauseRow>({
  name: "CouncilPause",
  tableName: "council_pauses",
  columns: {
    round: { ...roundColumn, primary: true },
    pausedAt: instantColumn("paused_at"),
    pausedUntil: instantColumn("paused_until"),
    liftedAt: instantColumn("lifted_at", { nullable: true }),
  },
});
