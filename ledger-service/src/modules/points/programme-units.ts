import { programmeUnitNames } from "../../platform/chain/generated/enums.ts";

/** What a programme counts. A minute, an attendance, a cent spent, an action. */
export const programmeUnits = ["MINUTE", "ATTENDANCE", "CENT", "ACTION"] as const;
export type ProgrammeUnitName = (typeof programmeUnits)[number];

/** @throws RangeError for a number that the chain never uses for an open programme */
export function programmeUnitName(unit: number): ProgrammeUnitName {
  const name = programmeUnits.find((known) => known === programmeUnitNames[unit]);
  if (name === undefined) throw new RangeError(`unknown programme unit ${unit}`);
  return name;
}
