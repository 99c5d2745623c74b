import { spawn } from "node:child_process";
import { callRpc } from "./rpc-call.ts";

/** A block holds several batches; Osaka caps one transaction at 2^24, which anvil enforces when told to. */
const BLOCK_GAS_LIMIT = 60_000_000;
const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 20;

export type AnvilSettings = {
  readonly binary: string;
  /** Anvil spills old states to disk below this folder. */
  readonly cachePath: string;
  readonly port: number;
  readonly chainId: number;
  /** Time of the first block of a new chain, in seconds. */
  readonly genesisTimestampSeconds: number;
  /** A dump to begin from, instead of a new chain. */
  readonly loadStatePath: string | undefined;
};

/** A running anvil that seals nothing by itself. */
export type AnvilProcess = {
  readonly pid: number;
  call(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  kill(): Promise<void>;
};

/**
 * Starts anvil and waits until it answers.
 * @throws Error when it ends before it answers, with what it said.
 */
export async function startAnvil(settings: AnvilSettings, onSpawn: (pid: number) => void): Promise<AnvilProcess> {
  // Its own process group: Ctrl-C must reach the launcher only, which still has blocks to log.
  const child = spawn(settings.binary, anvilArguments(settings), {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, HOME: settings.cachePath },
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => { said = (said + chunk.toString()).slice(-2_000); });
  let running = true;
  const ended = new Promise<void>((resolve) => {
    const end = () => { running = false; resolve(); };
    child.on("exit", end);
    child.on("error", (error) => { said += error.message; end(); });
  });
  if (child.pid !== undefined) onSpawn(child.pid);
  const url = `http://127.0.0.1:${settings.port}`;
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(url))) {
    if (!running) throw new Error(`anvil ended before it answered: ${said.trim()}`);
    if (Date.now() > deadline) { child.kill("SIGKILL"); throw new Error(`anvil did not answer within ${READY_WITHIN_MS} ms`); }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return {
    pid: child.pid ?? 0,
    call: (method, params) => callRpc(url, method, params),
    ended,
    kill: async () => { child.kill("SIGKILL"); await ended; },
  };
}

function anvilArguments(settings: AnvilSettings): string[] {
  return [
    "--host", "127.0.0.1", "--port", String(settings.port), "--no-cors",
    "--chain-id", String(settings.chainId), "--hardfork", "osaka",
    "--gas-price", "0", "--block-base-fee-per-gas", "0", "--disable-min-priority-fee",
    "--gas-limit", String(BLOCK_GAS_LIMIT), "--enable-tx-gas-limit", "--accounts", "0",
    // First come, first sealed: the journal replays in that order.
    "--no-mining", "--order", "fifo",
    "--silent", "--cache-path", settings.cachePath,
    // Before a dump is loaded, anvil makes a block 0, which its next dump holds too: it must be the same block.
    "--timestamp", String(settings.genesisTimestampSeconds),
    ...(settings.loadStatePath === undefined ? [] : ["--load-state", settings.loadStatePath]),
  ];
}

async function answers(url: string): Promise<boolean> {
  try {
    await callRpc(url, "eth_chainId", []);
    return true;
  } catch {
    return false;
  }
}
