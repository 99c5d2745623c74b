import type { EntityManager } from "typeorm";
import type { Holder } from "./holder-store.ts";
import { openedCityEntity } from "./opened-city.entity.ts";

/** Records a decision to open a city to one's points, or to close it; earlier decisions stay [L5]. */
export async function decideOpenedCity(
  manager: EntityManager,
  holder: Holder,
  decision: { cityId: number; opened: boolean; textVersion: string },
): Promise<void> {
  await manager
    .getRepository(openedCityEntity)
    .insert({ holderId: holder.id, ...decision, language: "fr-CA", decidedAt: new Date() });
}

/** Cities that the holder has opened: none at first [L3, L7]. The home city is open without a decision. */
export async function openedCitiesOf(manager: EntityManager, holder: Holder): Promise<number[]> {
  const decisions = await manager
    .getRepository(openedCityEntity)
    .find({ where: { holderId: holder.id }, order: { decidedAt: "ASC" } });
  const latest = new Map(decisions.map((decision) => [decision.cityId, decision.opened]));
  return [...latest].filter(([, opened]) => opened).map(([cityId]) => cityId);
}
