import type { Address } from "viem";
import { AuditProblem } from "./audit-problem.ts";
import { readBlocks } from "./chain-blocks.ts";
import type { RawLog } from "./event-decoder.ts";
import { type JsonRpc, memberOf, RpcRefused } from "./json-rpc.ts";
import { hash, hex, list, quantity } from "./read-values.ts";

/** A log with the time of its block. */
export type TimedLog = RawLog & { readonly timestamp: number };

export interface LogRange {
  readonly addresses: readonly Address[];
  readonly fromBlock: number;
  readonly toBlock: number;
}

/** All logs of some blocks. */
export interface LogSlice {
  readonly toBlock: number;
  readonly logs: readonly TimedLog[];
}

const FIRST_RANGE = 500;
const RANGE_MAX = 100_000;
/** Above this the next range is halved, below a third of it doubled: a few megabytes an answer. */
const LOGS_WANTED = 6_000;

/**
 * The logs from block to block, in order, in slices of bounded size; the next slice is asked for while one is read.
 * @throws AuditProblem when the node refuses even a single block, or gives logs out of order
 */
export async function* readLogs(rpc: JsonRpc, { addresses, fromBlock, toBlock }: LogRange): AsyncGenerator<LogSlice> {
  let range = FIRST_RANGE;
  let last = { blockNumber: -1, logIndex: -1 };

  async function slice(from: number): Promise<LogSlice> {
    for (;;) {
      const to = Math.min(from + range - 1, toBlock);
      const logs = await ask(rpc, addresses, from, to);
      if (logs !== undefined) {
        if (logs.length > LOGS_WANTED) range = Math.max(1, Math.floor(range / 2));
        else if (logs.length < LOGS_WANTED / 3) range = Math.min(RANGE_MAX, range * 2);
        return { toBlock: to, logs: await withTimes(rpc, logs) };
      }
      if (to === from) throw refusedBlock(from);
      range = Math.max(1, Math.floor((to - from + 1) / 2));
    }
  }

  let next = fromBlock <= toBlock ? slice(fromBlock) : undefined;
  while (next !== undefined) {
    const current = await next;
    next = current.toBlock < toBlock ? slice(current.toBlock + 1) : undefined;
    next?.catch(() => undefined); // heard when it is awaited
    for (const log of current.logs) {
      checkOrder(last, log, current.toBlock);
      last = log;
    }
    yield current;
  }
}

/** @returns undefined when the node refuses so wide a range */
async function ask(rpc: JsonRpc, addresses: readonly Address[], from: number, to: number): Promise<RawLog[] | undefined> {
  const filter = { address: addresses, fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` };
  try {
    return list(await rpc.ask("eth_getLogs", [filter]), "logs").map(rawLogOf);
  } catch (error) {
    if (error instanceof RpcRefused) return undefined;
    throw error;
  }
}

function rawLogOf(value: unknown): RawLog {
  const timestamp = memberOf(value, "blockTimestamp");
  const address = hex(memberOf(value, "address"), "address of a log");
  return {
    address: `0x${address.slice(2).toLowerCase()}`,
    topics: list(memberOf(value, "topics"), "topics of a log").map((topic) => hash(topic, "topic of a log")),
    data: hex(memberOf(value, "data"), "data of a log"),
    blockNumber: quantity(memberOf(value, "blockNumber"), "block of a log"),
    blockHash: hash(memberOf(value, "blockHash"), "block hash of a log"),
    transactionHash: hash(memberOf(value, "transactionHash"), "transaction of a log"),
    logIndex: quantity(memberOf(value, "logIndex"), "index of a log"),
    timestamp: timestamp === undefined || timestamp === null ? undefined : quantity(timestamp, "time of a log"),
  };
}

/** Not every node says the time beside the log: blocks with logs are then asked for it. */
async function withTimes(rpc: JsonRpc, logs: readonly RawLog[]): Promise<TimedLog[]> {
  const unknown = [...new Set(logs.filter(({ timestamp }) => timestamp === undefined).map(({ blockNumber }) => blockNumber))];
  const times = new Map((await readBlocks(rpc, unknown)).map((block) => [block.number, block]));
  return logs.map((log) => {
    if (log.timestamp !== undefined) return { ...log, timestamp: log.timestamp };
    const block = times.get(log.blockNumber);
    if (block?.hash !== log.blockHash) throw changedBlock(log.blockNumber);
    return { ...log, timestamp: block.timestamp };
  });
}

function checkOrder(last: Pick<RawLog, "blockNumber" | "logIndex">, log: RawLog, toBlock: number): void {
  const isLater = log.blockNumber > last.blockNumber || (log.blockNumber === last.blockNumber && log.logIndex > last.logIndex);
  if (isLater && log.blockNumber <= toBlock) return;
  throw new AuditProblem({
    fr: `Le nœud donne les événements en désordre au bloc ${log.blockNumber}. Essayez avec un autre nœud.`,
    en: `The node gives events out of order at block ${log.blockNumber}. Try another node.`,
  });
}

const refusedBlock = (block: number): AuditProblem => new AuditProblem({
  fr: `Le nœud refuse de donner les événements du bloc ${block}. Essayez avec un autre nœud.`,
  en: `The node refuses to give the events of block ${block}. Try another node.`,
});

const changedBlock = (block: number): AuditProblem => new AuditProblem({
  fr: `Le bloc ${block} a changé pendant la lecture. Recommencez ; si cela revient, changez de nœud.`,
  en: `Block ${block} changed while it was read. Try again; if it happens again, use another node.`,
});
