import type { Hex } from "viem";
import { pointsProblems } from "../points/points.problems.ts";
import { programmeUnitName } from "../points/programme-units.ts";
import type { ProgrammeBook } from "./activity-view.ts";
import type { SheetRules } from "./check-sheet.ts";

/** @throws Problem `programme-unknown` */
export async function sheetRulesOf(programmes: ProgrammeBook, programmeId: Hex): Promise<SheetRules> {
  const programme = await programmes.programmeOf(programmeId);
  if (programme === undefined) throw pointsProblems.of("programme-unknown");
  return { unit: programmeUnitName(programme.unit), rate: { points: programme.ratePoints, quantity: programme.rateQuantity } };
}
