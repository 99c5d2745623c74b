import type { EntityManager } from "typeorm";
import type { Address } from "viem";
import { onEvent, type Reaction } from "../../indexing/projection.ts";
import type { People } from "../../sign-in/people.ts";

interface Parts {
  readonly cityId: number;
  readonly people: Pick<People, "endSessions">;
  readonly personOf: (account: Address, manager: EntityManager) => Promise<string | undefined>;
}

/** A power granted or withdrawn ends the officer's sessions: the next one starts with the present powers [S6]. */
export function reactToParticipantsEvents({ cityId, people, personOf }: Parts): Reaction {
  const endSessions = async (manager: EntityManager, ofCityId: number, officer: Address) => {
    if (ofCityId !== cityId) return;
    const personId = await personOf(officer, manager);
    if (personId !== undefined) await people.endSessions(manager, personId);
  };
  return {
    name: "participants",
    on: [
      onEvent("authority", "PowerGranted", ({ args }, { manager }) => endSessions(manager, args.cityId, args.officer)),
      onEvent("authority", "PowerWithdrawn", ({ args }, { manager }) => endSessions(manager, args.cityId, args.officer)),
    ],
  };
}
