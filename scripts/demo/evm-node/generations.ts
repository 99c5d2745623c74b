import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { replaceFileDurably } from "../durable-files.ts";
import { openJournal, type Journal, type JournalRecord } from "./journal.ts";

/**
 * A dump of the node and the journal of what came after it, numbered together. Generation 0 has no
 * dump: it begins with the chain itself.
 */
export type Generation = {
  readonly number: number;
  readonly dumpPath: string | undefined;
  readonly journal: Journal;
  readonly records: readonly JournalRecord[];
};

/** Opens the newest whole generation and removes what a cut change of generation left. */
export function openNewestGeneration(folder: string): Generation {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const number = newestDump(folder);
  removeAllBut(folder, number);
  const { journal, records } = openJournal(journalPath(folder, number));
  return { number, dumpPath: number === 0 ? undefined : dumpPath(folder, number), journal, records };
}

/**
 * Begins the next generation from a dump. The journal, with what the dump does not hold, is made durable
 * before the dump gets its name: the dump's name is what makes the generation exist.
 */
export function beginGeneration(folder: string, previous: Generation, dump: Uint8Array, carried: readonly JournalRecord[]): Generation {
  const number = previous.number + 1;
  rmSync(journalPath(folder, number), { force: true });
  const { journal } = openJournal(journalPath(folder, number));
  journal.append(carried);
  replaceFileDurably(dumpPath(folder, number), dump);
  previous.journal.close();
  removeAllBut(folder, number);
  return { number, dumpPath: dumpPath(folder, number), journal, records: carried };
}

function newestDump(folder: string): number {
  const numbers = readdirSync(folder).map((name) => /^chain-(\d+)\.dump\.json$/.exec(name)?.[1]).filter((text) => text !== undefined);
  return Math.max(0, ...numbers.map(Number));
}

function removeAllBut(folder: string, number: number): void {
  const kept = [dumpPath(folder, number), journalPath(folder, number)];
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (name.startsWith("chain-") && !kept.includes(path) && existsSync(path)) rmSync(path);
  }
}

function dumpPath(folder: string, number: number): string {
  return join(folder, `chain-${number}.dump.json`);
}

function journalPath(folder: string, number: number): string {
  return join(folder, `chain-${number}.journal`);
}
