import { z } from "zod";
import type { PersonalData } from "../../platform/database/personal-data.ts";
import { actDetail } from "./municipal-acts.schemas.ts";

const wordsSchema = z.object({ titleFr: z.string(), titleEn: z.string(), details: z.array(actDetail) });

/** Title and details of an act, as officers read them. */
export type ActWords = z.output<typeof wordsSchema>;

export function sealWords(personalData: PersonalData, actId: string, words: ActWords): string {
  return personalData.seal(placeOf(actId), JSON.stringify(words));
}

export function openWords(personalData: PersonalData, actId: string, sealed: string): ActWords {
  return wordsSchema.parse(JSON.parse(personalData.open(placeOf(actId), sealed)));
}

function placeOf(actId: string) {
  return { table: "municipal_acts", column: "words", rowId: actId };
}
