import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { findChromium } from "../../../scripts/checks/find-chromium.ts";
import { createFedCamera, type FedCamera } from "./fed-camera.ts";
import { startDemo, type RunningDemo } from "./running-demo.ts";
import { tellPage } from "./tell-page.ts";

/** What all journeys share: one demo, one browser, one camera whose pictures the journey chooses. */
export interface BrowserWorld {
  readonly demo: RunningDemo;
  readonly browser: Browser;
  readonly camera: FedCamera;
}

/** The first start compiles what changed and fills eleven cities. */
const START_PATIENCE_MS = 1_500_000;

let world: BrowserWorld | undefined;
let folder: string | undefined;

// At the root: every file that imports this shares one start.
before("the eleven cities and a browser", async function () {
  this.timeout(START_PATIENCE_MS);
  const executablePath = findChromium();
  if (executablePath === undefined) return this.skip();
  folder = mkdtempSync(join(tmpdir(), "maille-camera-"));
  const camera = createFedCamera(join(folder, "camera.y4m"));
  const demo = await startDemo();
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
      "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${camera.path}`,
    ],
  });
  world = { demo, browser, camera };
});

/** Windows are closed after each test, failed or not; of a failed one it is told what they showed. */
afterEach("windows", async function () {
  for (const context of world?.browser.contexts() ?? []) {
    if (this.currentTest?.state === "failed") for (const page of context.pages()) await tellPage(page);
    await context.close();
  }
});

after("the eleven cities and a browser", async function () {
  this.timeout(120_000);
  await world?.browser.close();
  await world?.demo.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

export function browserWorld(): BrowserWorld {
  if (world === undefined) throw new Error("the journeys have not begun");
  return world;
}
