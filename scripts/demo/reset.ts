import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endOrphans } from "./child-record.ts";
import { DATA_FOLDER_PATH } from "./data-folder-path.ts";
import { takeLock } from "./data-folder-lock.ts";
import { removeElsewhere } from "./postgres/postgres-place.ts";
import { reportProblem } from "./start-problem.ts";

/** Forgets everything the demo kept. Refuses while it runs. */
async function reset(path: string): Promise<void> {
  if (!existsSync(path)) {
    console.log("Rien à effacer : Maille n’a encore rien gardé ici.");
    return;
  }
  const release = takeLock(join(path, "lock.json"));
  await endOrphans(join(path, "children"));
  removeElsewhere(join(path, "postgres"));
  rmSync(path, { recursive: true, force: true });
  release();
  console.log("Tout est effacé. Le prochain « npm start » repart à neuf.");
}

try {
  await reset(DATA_FOLDER_PATH);
} catch (error) {
  reportProblem(error);
  process.exit(1);
}
