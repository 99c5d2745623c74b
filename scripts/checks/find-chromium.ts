import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** The browser of the journeys: CHROMIUM_PATH, else one found on the machine, else undefined. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = environment.CHROMIUM_PATH;
  if (named !== undefined && named !== "") return isRunnable(named) ? named : undefined;
  const folders = ["/usr/bin", ...(environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "")];
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isRunnable);
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
