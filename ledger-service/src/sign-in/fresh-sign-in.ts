import type { Caller } from "../kernel/caller.ts";
import { signInProblems } from "./sign-in.problems.ts";

const freshForMs = 10 * 60_000;

/** Whether the person signed in within the last ten minutes [S10]. */
export function isFresh(caller: Caller, now = new Date()): boolean {
  return now.getTime() - caller.signedInAt.getTime() <= freshForMs;
}

/** @throws Problem `fresh-sign-in-needed` */
export function requireFresh(caller: Caller): void {
  if (!isFresh(caller)) throw signInProblems.of("fresh-sign-in-needed");
}
