import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { ChildRecords } from "../child-record.ts";
import { freePort } from "../free-port.ts";
import { StartProblem } from "../start-problem.ts";
import { anvilBinary } from "./anvil-binary.ts";
import { startAnvil, type AnvilProcess } from "./anvil-process.ts";
import { JournalDamaged } from "./journal.ts";
import { openRpcDoor } from "./rpc-door.ts";
import { openSealedChain, type SealedChain } from "./sealed-chain.ts";
import { startSealing, type Sealing } from "./sealing.ts";

const RESTARTS_MAX = 5;

export type EvmNodeOptions = {
  /** Where the dumps and the journal live. */
  readonly folder: string;
  readonly children: ChildRecords;
  readonly chainId: number;
  readonly genesisTimestampSeconds: number;
  /** Port of the door; 0 picks one. */
  readonly rpcPort: number;
  readonly blockIntervalMs: number;
  /** True leaves sealing to `seeding` until `seeding.end()`. */
  readonly seeding: boolean;
  /** Told when the node died and could not be brought back: the launcher then stops everything. */
  readonly onLost: (reason: unknown) => void;
};

export type EvmNode = {
  readonly rpcUrl: string;
  readonly chainId: number;
  /** The process number of anvil now; another one after a crash. */
  anvilPid(): number;
  /** The seeding handle is for the launcher only: the door offers nothing of it. */
  readonly seeding: Seeding;
  /** Takes a dump and ends anvil. What came in before is kept. */
  stop(): Promise<void>;
};

export type Seeding = {
  /** Seals what is pending into a block of that time (seconds), never before the last block's. */
  sealAt(timestampSeconds: number): Promise<void>;
  /** Sets the time that questions at `pending` see until the next block. */
  setClock(timestampSeconds: number): Promise<void>;
  /**
   * Waits until an act planned for that time may be sent. Returns when it really is, in seconds: as planned here, where
   * time is what `sealAt` says.
   */
  reach(timestampSeconds: number): Promise<number>;
  /** Seals at the present and lets blocks follow the clock from now on. */
  end(): Promise<void>;
};

/**
 * Starts the embedded node, brought to exactly where its folder says it was.
 * @throws StartProblem when anvil is not installed or the folder is damaged.
 */
export async function startEvmNode(options: EvmNodeOptions): Promise<EvmNode> {
  const chain = openChain(options.folder);
  let stopping = false;
  let anvil: AnvilProcess | undefined;
  let sealing: Sealing | undefined;

  async function bringUp(): Promise<void> {
    await chain.recover(async (dumpPath) => {
      anvil = await launch(options, dumpPath);
      return anvil;
    });
    watch(anvil);
    if (sealing !== undefined) await chain.setClock(presentSeconds());
  }

  function watch(running: AnvilProcess | undefined): void {
    void running?.ended.then(async () => {
      if (stopping || running !== anvil) return;
      chain.markDown();
      await retry(bringUp, () => stopping).catch(options.onLost);
    });
  }

  await bringUp();
  const door = await openRpcDoor({ port: options.rpcPort, ask: chain.ask, send: chain.send });
  const followClock = async (): Promise<void> => {
    await chain.setClock(presentSeconds());
    sealing ??= startSealing(chain, { blockIntervalMs: options.blockIntervalMs });
  };
  if (!options.seeding) await followClock();
  return {
    rpcUrl: door.url,
    chainId: options.chainId,
    anvilPid: () => anvil?.pid ?? 0,
    seeding: {
      sealAt: chain.seal,
      setClock: chain.setClock,
      reach: (timestampSeconds) => Promise.resolve(timestampSeconds),
      end: async () => {
        await chain.seal(presentSeconds());
        await chain.takeDump();
        await followClock();
      },
    },
    stop: async () => {
      if (stopping) return;
      stopping = true;
      await door.close();
      await sealing?.stop();
      // Without a dump the journal says the same; only the next start is slower.
      await chain.takeDump().catch(() => undefined);
      await anvil?.kill();
      options.children.forget("anvil");
      chain.close();
    },
  };
}

async function launch(options: EvmNodeOptions, loadStatePath: string | undefined): Promise<AnvilProcess> {
  const cachePath = join(options.folder, "cache");
  mkdirSync(cachePath, { recursive: true });
  return startAnvil(
    {
      binary: anvilBinary(), cachePath, port: await freePort(), chainId: options.chainId,
      genesisTimestampSeconds: options.genesisTimestampSeconds, loadStatePath,
    },
    (pid) => options.children.record("anvil", pid, "SIGKILL"),
  );
}

function openChain(folder: string): SealedChain {
  try {
    return openSealedChain(folder);
  } catch (error) {
    if (!(error instanceof JournalDamaged)) throw error;
    throw new StartProblem(
      {
        fr: `Le journal du registre ${error.path} est abîmé à la ligne ${error.line}. Remettez-en une copie, ou repartez à neuf avec « npm run reset ».`,
        en: `The ledger's journal ${error.path} is damaged at line ${error.line}. Put back a copy, or begin anew with "npm run reset".`,
      },
      { cause: error },
    );
  }
}

async function retry(work: () => Promise<void>, isOver: () => boolean): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (isOver()) return;
      if (attempt === RESTARTS_MAX) throw error;
    }
  }
}

function presentSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
