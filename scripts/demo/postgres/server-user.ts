import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** Who the server runs as; undefined means the caller. */
export type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. There it runs as whoever owns its data, else as `postgres` where
 * that user exists, else as `nobody`, which every system has: no user is added to the machine.
 */
export function serverUser(dataPath: string): ServerUser {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(dataPath)) {
    const { uid, gid } = statSync(dataPath);
    if (uid !== 0) return { uid, gid };
  }
  return lookUp("postgres") ?? lookUp("nobody") ?? { uid: 65_534, gid: 65_534 };
}

/** Whether that user may pass through every folder above `path`. */
export function canReach(user: ServerUser, path: string): boolean {
  if (!user) return true;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function lookUp(name: string): ServerUser {
  try {
    const read = (flag: string) => Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: read("-u"), gid: read("-g") };
  } catch {
    return undefined;
  }
}
