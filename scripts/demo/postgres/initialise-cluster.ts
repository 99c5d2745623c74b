import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { StartProblem } from "../start-problem.ts";
import type { PostgresPlace } from "./postgres-place.ts";

/** Makes the cluster when the data folder is empty, or was left half made by a kill. */
export async function initialiseCluster(place: PostgresPlace, { admin, password }: { admin: string; password: string }): Promise<void> {
  const madePath = join(place.dataPath, "maille-made");
  if (existsSync(madePath)) return;
  for (const name of readdirSync(place.dataPath)) rmSync(join(place.dataPath, name), { recursive: true, force: true });
  const secrets = mkdtempSync(join(tmpdir(), "maille-pg-"));
  const passwordFile = join(secrets, "password");
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (place.user) for (const path of [secrets, passwordFile]) chownSync(path, place.user.uid, place.user.gid);
    await initdb(place, [
      "-D", place.dataPath, "-U", admin, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8", "--locale=C",
    ]);
  } finally {
    rmSync(secrets, { recursive: true, force: true });
  }
  writeFileSync(madePath, "");
}

function initdb(place: PostgresPlace, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const child = spawn(join(place.native, "bin", "initdb"), args, {
      stdio: ["ignore", "ignore", "pipe"], cwd: place.dataPath, ...place.user, env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    });
    child.stderr.on("data", (chunk: Buffer) => { said = (said + chunk.toString()).slice(-2_000); });
    child.on("error", (error) => reject(failed(error.message)));
    child.on("exit", (code) => { if (code === 0) resolve(); else reject(failed(said)); });
  });
}

function failed(said: string): StartProblem {
  return new StartProblem({
    fr: `PostgreSQL ne peut pas préparer son dossier et dit : « ${said.trim()} ».`,
    en: `PostgreSQL cannot prepare its folder and says: "${said.trim()}".`,
  });
}
