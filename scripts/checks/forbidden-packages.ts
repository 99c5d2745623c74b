import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Check, Finding } from "./finding.ts";
import { ROOT } from "./root.ts";

/** Packages with a history of broken signatures or abandoned security [V2]; `major` limits it to that major version. */
const FORBIDDEN: readonly { readonly name: string; readonly major?: number }[] = [
  { name: "elliptic" }, { name: "node-rsa" }, { name: "csurf" }, { name: "cose-js" }, { name: "ethers", major: 5 },
];

type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string }>> };

export const forbiddenPackages: Check = {
  name: "bibliothèques refusées [V2]",
  run: async () => findForbidden(JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as Lock),
};

export function findForbidden({ packages }: Lock): Finding[] {
  return Object.entries(packages).flatMap(([path, { version = "" }]) => {
    const name = path.split("node_modules/").at(-1) ?? "";
    const isForbidden = FORBIDDEN.some((one) => one.name === name && (one.major === undefined || version.startsWith(`${one.major}.`)));
    return isForbidden ? [{ where: path, what: `${name} ${version} must not be in the tree` }] : [];
  });
}
