import { createContext, useContext } from "react";
import type { Language, Text } from "./define-text.ts";

export const LanguageContext = createContext<Language>("fr");

/** The words of one concept in the language of the page. */
export function useText<Words>(text: Text<Words>): Words {
  return text[useContext(LanguageContext)];
}
