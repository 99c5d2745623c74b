import { onEvent, type Projection } from "../../indexing/projection.ts";
import { pauseEntity, pauseRequestEntity } from "./pause.entity.ts";

const changed = { name: "council-changed", to: { kind: "OFFICERS" }, data: {} } as const;

/** Rounds of the emergency pause: who asked, what followed. */
export const pausesProjection: Projection = {
  name: "council-pauses",
  tables: ["council_pause_requests", "council_pauses"],
  on: [
    onEvent("emergencyPause", "PauseRequested", async ({ id, args, blockTimestamp }, { manager, notify }) => {
      const { round, cityId } = args;
      await manager.getRepository(pauseRequestEntity).insert({ eventId: id, round, cityId, requestedAt: blockTimestamp });
      notify(changed);
    }),
    onEvent("emergencyPause", "Paused", async ({ args, blockTimestamp }, { manager, notify }) => {
      const { round, pausedUntil } = args;
      await manager
        .getRepository(pauseEntity)
        .insert({ round, pausedAt: blockTimestamp, pausedUntil: new Date(Number(pausedUntil) * 1000), liftedAt: null });
      notify(changed);
    }),
    onEvent("emergencyPause", "PauseLifted", async ({ args, blockTimestamp }, { manager, notify }) => {
      await manager.getRepository(pauseEntity).update({ round: args.round }, { liftedAt: blockTimestamp });
      notify(changed);
    }),
  ],
};
