import type { Page } from "playwright-core";

/** Prints where a window is and what it shows, for whoever reads why a journey failed. */
export async function tellPage(page: Page): Promise<void> {
  const shown = await page.locator("body").innerText({ timeout: 2_000 }).catch(() => "(rien)");
  console.log(`      | ${page.url()}\n      |   ${shown.replaceAll(/\s*\n\s*/g, " / ").slice(0, 1_500)}`);
}
