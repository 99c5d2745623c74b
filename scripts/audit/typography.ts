import type { Language } from "./report-words.ts";

/** French of Quebec: a thin no-break space before high punctuation and inside quotation marks; English: none. */
export function typeset(text: string, language: Language): string {
  if (language === "en") return text.replaceAll(" : ", ": ");
  return text.replace(/ (?=[:;!?%»])/g, "\u202f").replaceAll("« ", "«\u202f");
}
