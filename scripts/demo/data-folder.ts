import { randomBytes, randomInt } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { endOrphans, openChildRecords, type ChildRecords } from "./child-record.ts";
import { takeLock } from "./data-folder-lock.ts";
import { replaceFileDurably } from "./durable-files.ts";
import { StartProblem } from "./start-problem.ts";

/** Raised when the layout changes in a way an older folder does not follow. */
const LAYOUT_VERSION = 1;
const PREPARED = "prepared";
/** What the chain of this folder is: its id and its first second. */
const RECORD = "chain.json";
const CHAIN_ID_FIRST = 1_000_000_000;
const CHAIN_ID_COUNT = 1_000_000_000;

/** Everything the demo keeps between two starts. Held by one start at a time. */
export type DataFolder = {
  readonly path: string;
  /** Drawn when the folder was made, so that a signature of one demo is worthless on any other network. */
  readonly chainId: number;
  /** Time of the chain's first block, in seconds: two past months of movement come after it. */
  readonly genesisTimestampSeconds: number;
  readonly evmNodePath: string;
  readonly postgresPath: string;
  readonly children: ChildRecords;
  /** False until the first start has deployed and filled the cast whole. */
  isPrepared(): boolean;
  markPrepared(): void;
  /** Returns the secret kept under that name, drawing it the first time (32 random bytes unless `draw` is given). */
  secret(name: string, draw?: () => string): string;
  /** Ends children that nobody stopped, then lets another start take the folder. May be called twice. */
  close(): Promise<void>;
};

type Network = { layout: number; chainId: number; genesisTimestampSeconds: number };

/**
 * Opens `.maille/`, making it the first time. `seedingSpanSeconds` is how far back a new chain begins.
 * Ends what a killed start left running, and clears what a start that never finished preparing left
 * half done: nothing there was promised to anyone yet.
 * @throws StartProblem when another start holds it, when it is broken, or when another version made it.
 */
export async function openDataFolder(path: string, options: { seedingSpanSeconds: number }): Promise<DataFolder> {
  mkdirSync(path, { recursive: true });
  // As root, PostgreSQL runs as another user, who must pass through but not list.
  chmodSync(path, 0o711);
  const release = takeLock(join(path, "lock.json"));
  try {
    const childrenPath = join(path, "children");
    await endOrphans(childrenPath);
    if (existsSync(join(path, RECORD)) && !existsSync(join(path, PREPARED))) clear(path);
    const network = readOrDrawNetwork(path, options.seedingSpanSeconds);
    const preparedPath = join(path, PREPARED);
    return {
      path,
      chainId: network.chainId,
      genesisTimestampSeconds: network.genesisTimestampSeconds,
      evmNodePath: privateFolder(join(path, "evm-node")),
      postgresPath: join(path, "postgres"),
      children: openChildRecords(childrenPath),
      isPrepared: () => existsSync(preparedPath),
      markPrepared: () => replaceFileDurably(preparedPath, `${new Date().toISOString()}\n`),
      secret: (name, draw = () => randomBytes(32).toString("hex")) => readOrDrawSecret(path, name, draw),
      close: async () => {
        await endOrphans(childrenPath);
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function readOrDrawNetwork(path: string, seedingSpanSeconds: number): Network {
  const file = join(path, RECORD);
  if (!existsSync(file)) {
    if (existsSync(join(path, "network.json"))) throw otherVersion(path);
    refuseForeignContent(path);
    const network = {
      layout: LAYOUT_VERSION,
      chainId: CHAIN_ID_FIRST + randomInt(CHAIN_ID_COUNT),
      genesisTimestampSeconds: Math.floor(Date.now() / 1000) - seedingSpanSeconds,
    };
    replaceFileDurably(file, JSON.stringify(network, undefined, 2));
    return network;
  }
  return parseNetwork(path, readFileSync(file, "utf8"));
}

function parseNetwork(path: string, text: string): Network {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw brokenFolder(path, error);
  }
  if (typeof value !== "object" || value === null || !("layout" in value)) throw brokenFolder(path);
  if (value.layout !== LAYOUT_VERSION) {
    throw new StartProblem({
      fr: `Le dossier ${path} vient d’une autre version de Maille. Pour repartir à neuf, lancez « npm run reset ».`,
      en: `The folder ${path} was made by another version of Maille. To begin anew, run "npm run reset".`,
    });
  }
  if (!("chainId" in value) || typeof value.chainId !== "number") throw brokenFolder(path);
  if (!("genesisTimestampSeconds" in value) || typeof value.genesisTimestampSeconds !== "number") throw brokenFolder(path);
  return { layout: LAYOUT_VERSION, chainId: value.chainId, genesisTimestampSeconds: value.genesisTimestampSeconds };
}

function otherVersion(path: string): StartProblem {
  return new StartProblem({
    fr: `Le dossier ${path} vient d’une autre version de Maille. Pour repartir à neuf, lancez « npm run reset ».`,
    en: `The folder ${path} was made by another version of Maille. To begin anew, run "npm run reset".`,
  });
}

/** A folder without its record must be empty: chain data whose network is unknown is a broken folder. */
function refuseForeignContent(path: string): void {
  if (readdirSync(path).some((name) => !name.startsWith("lock") && !name.endsWith(".tmp") && name !== "children")) throw brokenFolder(path);
}

function brokenFolder(path: string, cause?: unknown): StartProblem {
  return new StartProblem(
    {
      fr: `Le dossier ${path} est abîmé et ne peut pas être relu. Remettez-en une copie, ou repartez à neuf avec « npm run reset ».`,
      en: `The folder ${path} is damaged and cannot be read. Put back a copy, or begin anew with "npm run reset".`,
    },
    { cause },
  );
}

function readOrDrawSecret(path: string, name: string, draw: () => string): string {
  const file = join(privateFolder(join(path, "secrets")), name);
  if (existsSync(file)) {
    const kept = readFileSync(file, "utf8");
    if (kept === "") throw brokenFolder(path);
    return kept;
  }
  const drawn = draw();
  replaceFileDurably(file, drawn, 0o600);
  return drawn;
}

function privateFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

function clear(path: string): void {
  for (const name of readdirSync(path)) {
    if (!name.startsWith("lock")) rmSync(join(path, name), { recursive: true, force: true });
  }
}
