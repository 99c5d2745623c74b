import { createHash } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFileDurably } from "../durable-files.ts";
import { copyBinaries, postgresBinaries } from "./postgres-binaries.ts";
import { canReach, serverUser, type ServerUser } from "./server-user.ts";

/** Where the server's programs and data are, and who runs it. */
export type PostgresPlace = { readonly native: string; readonly dataPath: string; readonly user: ServerUser };

/**
 * The place is inside `folder`, unless root keeps it where the server's user cannot go (a checkout in
 * /root): then it is a folder of its own under /var/lib, whose name `folder/elsewhere` keeps.
 */
export function choosePlace(folder: string): PostgresPlace {
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  const native = postgresBinaries();
  const dataPath = join(folder, "data");
  const user = serverUser(dataPath);
  if (canReach(user, dataPath) && canReach(user, join(native, "bin", "postgres"))) {
    return { native, dataPath: ownedBy(user, dataPath), user };
  }
  const elsewhere = elsewhereOf(folder) ?? `/var/lib/maille-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`;
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  replaceFileDurably(join(folder, "elsewhere"), elsewhere);
  const farUser = serverUser(join(elsewhere, "data"));
  return { native: copyBinaries(native, elsewhere), dataPath: ownedBy(farUser, join(elsewhere, "data")), user: farUser };
}

/** Removes what `choosePlace` put outside `folder`. */
export function removeElsewhere(folder: string): void {
  const elsewhere = elsewhereOf(folder);
  if (elsewhere?.startsWith("/var/lib/maille-")) rmSync(elsewhere, { recursive: true, force: true });
}

function elsewhereOf(folder: string): string | undefined {
  const pointer = join(folder, "elsewhere");
  return existsSync(pointer) ? readFileSync(pointer, "utf8") : undefined;
}

function ownedBy(user: ServerUser, path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (user) chownSync(path, user.uid, user.gid);
  return path;
}
