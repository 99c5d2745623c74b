import { benoit, eloise, lise, type Officer } from "./actors.ts";
import { time } from "./chain.ts";
import { inAnHour } from "./enrolment.ts";
import type { Maille } from "./fixture.ts";

export const PAUSE_SECONDS = 72 * 3_600;

export interface PauseRequest {
  readonly cityId: number;
  readonly round: number;
  readonly validBefore: number;
}

export const requestOf = async (officer: Officer, changes: Partial<PauseRequest> = {}): Promise<PauseRequest> => ({
  cityId: officer.cityId,
  round: 0,
  validBefore: await inAnHour(),
  ...changes,
});

/** An officer asks in its city's name; anyone relays it. */
export async function askForPause({ contracts, signing }: Maille, officer: Officer, changes: Partial<PauseRequest> = {}) {
  const act = await requestOf(officer, changes);
  return contracts.emergencyPause.requestPause(act, [signing.approve(officer, "PauseRequest", { ...act })]);
}

/** Brossard, Magog and Wendake ask. @returns when the pause began, in seconds */
export async function pauseLedger(maille: Maille, round = 0): Promise<number> {
  for (const officer of [benoit, lise, eloise]) await askForPause(maille, officer, { round });
  return time.latest();
}
