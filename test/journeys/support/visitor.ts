import type { BrowserContext, Page } from "playwright-core";
import { CAST_CITIES } from "../../../scripts/demo/cast/cities.ts";
import { peopleOf } from "../../../scripts/demo/cast/people.ts";
import { accessText } from "../../../portal/src/i18n/access.text.ts";
import { browserWorld } from "./browser-world.ts";
import { tellPage } from "./tell-page.ts";

/** Someone of the cast in a browser of their own: cookies, keys and window are theirs alone. */
export interface Visitor {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Goes to a screen of their city's portal by its address. */
  open(path: string): Promise<void>;
}

const PHONE = { width: 412, height: 915 };
const DESK = { width: 1280, height: 900 };
/** A loaded machine answers slowly; a journey that waits longer than this is broken. */
const PATIENCE_MS = 120_000;

/** A window on a city's portal, not signed in. */
export async function visit(slug: string, name = "Quelqu’un", viewport = PHONE): Promise<Visitor> {
  const { browser, demo } = browserWorld();
  const origin = demo.addressOf(slug);
  const context = await browser.newContext({ locale: "fr-CA", timezoneId: "America/Toronto", viewport, permissions: ["camera"] });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  return { name, page, context, open: async (path) => { await page.goto(`${origin}${path}`); } };
}

/** Signs in as the person of a city's cast whose subject ends with `role`: `resident-1`, `cashier-1`, `programme-2`. */
export async function signIn(slug: string, role: string): Promise<Visitor> {
  const city = CAST_CITIES.find((one) => one.slug === slug);
  const person = city === undefined ? undefined : peopleOf(city).find(({ sub }) => sub === `${slug}-${role}`);
  if (person === undefined) throw new RangeError(`no ${role} in ${slug}`);
  const usesPhone = person.role.kind === "RESIDENT" || person.role.kind === "NEWCOMER";
  const visitor = await visit(slug, person.name, usesPhone ? PHONE : DESK);
  const { page } = visitor;
  await visitor.open("/acces");
  await page.getByRole("link", { name: accessText.fr.cityFile }).click();
  await page.getByRole("button", { name: person.name }).click();
  // Their name stands in the frame; a telephone has no room to show it. The page of choice shows it too: it is left first.
  await page.waitForURL((url) => !url.pathname.startsWith("/oidc/"));
  await page.getByText(person.name).first().waitFor({ state: "attached" }).catch(async (error: unknown) => {
    await tellPage(page);
    throw error;
  });
  return visitor;
}
