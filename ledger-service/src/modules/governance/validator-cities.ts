import type { DataSource } from "typeorm";
import type { Address } from "viem";
import { memberChangeEntity } from "./member-change.entity.ts";
import type { MemberReading } from "./read-members.ts";

/** City of each validator, present or past: a key is never another city's. */
export async function validatorCities(database: DataSource, members: readonly MemberReading[]): Promise<ReadonlyMap<string, number>> {
  const changes = await database.getRepository(memberChangeEntity).find({ where: { kind: "VALIDATOR_REPLACED" } });
  const pairs = [
    ...changes.flatMap(({ cityId, validator, previousValidator }) => [pair(previousValidator, cityId), pair(validator, cityId)]),
    ...members.map(({ cityId, validator }) => pair(validator, cityId)),
  ];
  return new Map(pairs);
}

function pair(validator: Address | null, cityId: number): [string, number] {
  return [(validator ?? "").toLowerCase(), cityId];
}
