import { counterText } from "../../../portal/src/i18n/counter.text.ts";
import { uiText } from "../../../portal/src/i18n/ui.text.ts";
import type { Visitor } from "./visitor.ts";

const words = counterText.fr;

/** Keys an amount at the counter and opens the sale, to show a code or to read the person's. */
export async function ringUp({ page, open }: Visitor, points: number, offer: string, way: "show" | "read"): Promise<void> {
  await open("/commerce/encaisser");
  const keypad = page.getByRole("group", { name: uiText.fr.keypad });
  for (const digit of String(points)) await keypad.getByRole("button", { name: digit, exact: true }).click();
  await page.getByLabel(words.offer).fill(offer);
  await page.getByRole("button", { name: words[way] }).click();
}

/** The eight characters under the code, as one reads them. */
export async function readShownCode({ page }: Visitor): Promise<string> {
  const code = page.getByRole("img", { name: /Code court/ });
  const name = (await code.getAttribute("aria-label")) ?? "";
  const typed = /([0-9A-Z]{8})$/.exec(name)?.[1];
  if (typed === undefined) throw new RangeError(`no code in « ${name} »`);
  return typed;
}
