import type { EntityManager } from "typeorm";
import { onEvent, type EventPlace, type Projection } from "../../indexing/projection.ts";
import { memberChangeEntity, type MemberChangeRow } from "./member-change.entity.ts";

type Change = Pick<MemberChangeRow, "cityId" | "kind"> & Partial<Pick<MemberChangeRow, "validator" | "previousValidator" | "population">>;

/** What became of the members: dated populations, validators, entries and departures. */
export const membersProjection: Projection = {
  name: "council-members",
  tables: ["council_member_changes"],
  on: [
    onEvent("consortium", "MemberJoined", (event, { manager }) => {
      const { cityId, validator, population } = event.args;
      return record(manager, event, { cityId, kind: "JOINED", validator, population });
    }),
    onEvent("consortium", "MemberDeparted", (event, { manager }) =>
      record(manager, event, { cityId: event.args.cityId, kind: "DEPARTED", validator: event.args.validator }),
    ),
    onEvent("consortium", "MemberSuspended", (event, { manager }) =>
      record(manager, event, { cityId: event.args.cityId, kind: "SUSPENDED", validator: event.args.validator }),
    ),
    onEvent("consortium", "MemberReinstated", (event, { manager }) =>
      record(manager, event, { cityId: event.args.cityId, kind: "REINSTATED", validator: event.args.validator }),
    ),
    onEvent("consortium", "ValidatorReplaced", (event, { manager }) => {
      const { cityId, validator, previousValidator } = event.args;
      return record(manager, event, { cityId, kind: "VALIDATOR_REPLACED", validator, previousValidator });
    }),
    onEvent("consortium", "PopulationRecorded", (event, { manager }) =>
      record(manager, event, { cityId: event.args.cityId, kind: "POPULATION_RECORDED", population: event.args.population }),
    ),
  ],
};

async function record(manager: EntityManager, place: EventPlace, change: Change): Promise<void> {
  await manager.getRepository(memberChangeEntity).insert({
    eventId: place.id,
    validator: null,
    previousValidator: null,
    population: null,
    ...change,
    changedAt: place.blockTimestamp,
    blockNumber: place.blockNumber,
  });
}
