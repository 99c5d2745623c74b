import { closeSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { crc32 } from "node:zlib";
import { syncFolder } from "../durable-files.ts";

/** What happened since the last dump, in order: a transaction came in, or a block was sealed over those that had. */
export type JournalRecord =
  | { readonly kind: "transaction"; readonly raw: `0x${string}` }
  | { readonly kind: "seal"; readonly timestampSeconds: number };

/** The journal says something impossible in its middle, where everything had been synced. */
export class JournalDamaged extends Error {
  readonly path: string;
  readonly line: number;

  constructor(path: string, line: number) {
    super(`journal ${path} is damaged at line ${line}`);
    this.name = "JournalDamaged";
    this.path = path;
    this.line = line;
  }
}

export type Journal = {
  /** Appends the records and returns once they would survive a power cut. */
  append(records: readonly JournalRecord[]): void;
  close(): void;
};

/**
 * Opens a journal and returns what it holds. Each line is `crc32 json`. A tail cut by a kill is dropped:
 * a record is acknowledged only after its sync, so nobody was told about what such a tail held.
 * @throws JournalDamaged when a whole record follows a damaged one.
 */
export function openJournal(path: string): { journal: Journal; records: JournalRecord[] } {
  const file = openSync(path, "a+", 0o600);
  const { records, validBytes } = readRecords(path);
  ftruncateSync(file, validBytes);
  fsyncSync(file);
  syncFolder(dirname(path));
  return {
    records,
    journal: { append: appender(file, validBytes), close: () => closeSync(file) },
  };
}

function appender(file: number, validBytes: number): Journal["append"] {
  let syncedBytes = validBytes;
  return (added) => {
    const bytes = Buffer.from(added.map(toLine).join(""));
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } catch (error) {
      // A full disk must not leave half a record in front of the next whole one.
      ftruncateSync(file, syncedBytes);
      throw error;
    }
    syncedBytes += bytes.length;
  };
}

function readRecords(path: string): { records: JournalRecord[]; validBytes: number } {
  const lines = readFileSync(path, "utf8").split("\n");
  const records: JournalRecord[] = [];
  let validBytes = 0;
  for (const [index, line] of lines.entries()) {
    // What follows the last newline is either nothing or a cut record, even if it reads well.
    const record = index < lines.length - 1 ? fromLine(line) : undefined;
    if (!record) {
      const wholeOneFollows = lines.slice(index + 1, -1).some((later) => fromLine(later) !== undefined);
      if (wholeOneFollows) throw new JournalDamaged(path, index + 1);
      break;
    }
    records.push(record);
    validBytes += Buffer.byteLength(line) + 1;
  }
  return { records, validBytes };
}

function toLine(record: JournalRecord): string {
  const json = JSON.stringify(record);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
}

function fromLine(line: string): JournalRecord | undefined {
  const json = line.slice(9);
  if (line.slice(0, 8) !== crc32(json).toString(16).padStart(8, "0")) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is JournalRecord {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  if (value.kind === "transaction") return "raw" in value && typeof value.raw === "string" && value.raw.startsWith("0x");
  return value.kind === "seal" && "timestampSeconds" in value && typeof value.timestampSeconds === "number";
}
