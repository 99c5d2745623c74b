import { jsonText } from "../kernel/canonical-json.ts";
import { randomUUID } from "../kernel/random-id.ts";
import type { PersonalData } from "../platform/database/personal-data.ts";
import { askCity, type AskParts } from "./ask-city.ts";
import { intercityProblems } from "./intercity.problems.ts";
import type { Intercity } from "./intercity.ts";
import { addToOutbox } from "./outbox.ts";

export function createIntercity(parts: AskParts & { personalData: PersonalData }): Intercity {
  return {
    async ask(cityId, name, body, answer) {
      const given = await askCity(parts, { cityId, name, jti: randomUUID(), body: jsonText(body) });
      const parsed = answer.safeParse(given);
      if (!parsed.success) throw intercityProblems.of("city-unreachable", { city: nameOf(parts, cityId) });
      return parsed.data;
    },
    deliver: ({ manager }, cityId, name, body) => addToOutbox(manager, parts.personalData, { cityId, name, body }),
  };
}

function nameOf(parts: AskParts, cityId: number): string {
  return parts.cities.find((city) => city.id === cityId)?.name ?? "";
}
