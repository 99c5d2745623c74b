import { readAnswer } from "../../api/read-answer.ts";
import type { Shape } from "../../api/shapes.ts";

/** Version of the words of « Ce que vous permettez en ouvrant une ville », kept with each decision [L5]. */
const TEXT_VERSION = "2026-11";

/** Opens or closes one other city to the resident's points [L7]. */
export async function decideOpenedCity(cityId: number, opened: boolean): Promise<void> {
  const body: Shape<"OpenedCityRequest"> = { opened, textVersion: TEXT_VERSION };
  await readAnswer<unknown>(`/api/account/opened-cities/${cityId}`, { method: "PUT", body });
}
