import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "chai";
import type { Page } from "playwright-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = [320, 1280];
const THEMES = ["light", "dark"] as const;

const EDGES = "({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth })";

/**
 * The screen shown holds WCAG 2.2 AA as far as a program can tell, in both themes, on a narrow telephone and on a
 * desk, and nothing of it passes the edge of the narrow one.
 */
export async function checkScreen(page: Page, screen: string): Promise<void> {
  const before = page.viewportSize();
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      found.push(...violations.map(({ id, nodes }) => `${width} px, ${colorScheme}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`));
    }
    const { wide, seen } = await page.evaluate<{ wide: number; seen: number }>(EDGES);
    if (wide > seen) found.push(`${width} px: ${wide - seen} px pass the edge`);
  }
  if (before !== null) await page.setViewportSize(before);
  // Axe opens and closes a window of its own, and a passkey signs in the window in front only.
  await page.bringToFront();
  expect(found, `« ${screen} »`).to.deep.equal([]);
}
