import { gunzipSync } from "node:zlib";
import { keccak256, type Hex } from "viem";
import type { AnvilProcess } from "./anvil-process.ts";
import { beginGeneration, openNewestGeneration, type Generation } from "./generations.ts";
import type { JournalRecord } from "./journal.ts";
import { createRawIntake } from "./raw-intake.ts";
import { RpcRefusal } from "./rpc-call.ts";
import { createSerialQueue } from "./serial-queue.ts";

/** The node is down or being brought back: nothing was accepted, ask again. */
export class NodeUnavailable extends Error {
  constructor() {
    super("the node is restarting; nothing was accepted");
    this.name = "NodeUnavailable";
  }
}

/**
 * The chain whose every accepted transaction and sealed block is on disk before it counts. Sends, seals
 * and dumps happen one at a time, so that the journal's order is the node's order.
 */
export type SealedChain = {
  /** Brings the node to where the disk says it was. `startNode` begins from a dump, or from nothing. */
  recover(startNode: (dumpPath: string | undefined) => Promise<AnvilProcess>): Promise<void>;
  /** Accepts a transaction: synced to disk, then given to the node, whose answer is returned. */
  send(raw: Hex): Promise<unknown>;
  /** Passes a question to the node. @throws NodeUnavailable while it is down. */
  ask(method: string, params: readonly unknown[]): Promise<unknown>;
  /** Seals a block at that time, or at the last block's when that is later. */
  seal(timestampSeconds: number): Promise<void>;
  /** Seals only if the node holds a transaction it could include. Returns whether it did. */
  sealIfPending(timestampSeconds: number): Promise<boolean>;
  /** Takes a dump and starts a new journal. */
  takeDump(): Promise<void>;
  /** Sets the node's clock without a block, so that questions at `pending` see the present. */
  setClock(timestampSeconds: number): Promise<void>;
  markDown(): void;
  journalledSinceDump(): number;
  close(): void;
};

export function openSealedChain(folder: string): SealedChain {
  const queue = createSerialQueue();
  let generation = openNewestGeneration(folder);
  let node: AnvilProcess | undefined;
  let lastTimestampSeconds = 0;
  let journalled = 0;
  /** Given to the node and not seen in a block yet, oldest first. */
  const unsealed = new Map<Hex, Hex>();

  const running = (): AnvilProcess => {
    if (!node) throw new NodeUnavailable();
    return node;
  };

  async function give(target: AnvilProcess, raw: Hex): Promise<unknown> {
    const answer = await target.call("eth_sendRawTransaction", [raw]);
    unsealed.set(keccak256(raw), raw);
    return answer;
  }

  async function mine(target: AnvilProcess, timestampSeconds: number): Promise<void> {
    for (const hash of await mineBlock(target, timestampSeconds)) unsealed.delete(hash);
    lastTimestampSeconds = timestampSeconds;
  }

  async function sealNow(timestampSeconds: number): Promise<void> {
    const target = running();
    const at = Math.max(timestampSeconds, lastTimestampSeconds);
    generation.journal.append([{ kind: "seal", timestampSeconds: at }]);
    journalled += 1;
    await mine(target, at);
  }

  async function dumpNow(): Promise<void> {
    if (journalled === 0) return;
    const target = running();
    const dump = await dumpOf(target);
    const carried = await stillPooled(target, unsealed);
    generation = beginGeneration(folder, generation, dump, carried);
    journalled = carried.length;
  }

  const send = createRawIntake(queue, {
    keep: (raws) => {
      running();
      generation.journal.append(raws.map((raw) => ({ kind: "transaction", raw })));
      journalled += raws.length;
    },
    give: (raw) => give(running(), raw),
  });

  return {
    recover: (startNode) => queue.run(async () => {
      node = undefined;
      generation.journal.close();
      generation = openNewestGeneration(folder);
      unsealed.clear();
      const target = await startNode(generation.dumpPath);
      lastTimestampSeconds = await rewindClock(target);
      journalled = await replay(generation, { give: (raw) => give(target, raw), mine: (at) => mine(target, at) });
      node = target;
    }),
    send,
    ask: (method, params) => (node ? node.call(method, params) : Promise.reject(new NodeUnavailable())),
    seal: (timestampSeconds) => queue.run(() => sealNow(timestampSeconds)),
    sealIfPending: (timestampSeconds) => queue.run(async () => {
      if (unsealed.size === 0 || !(await hasIncludable(running()))) return false;
      await sealNow(timestampSeconds);
      return true;
    }),
    takeDump: () => queue.run(dumpNow),
    setClock: (timestampSeconds) => queue.run(() => setTime(running(), Math.max(timestampSeconds, lastTimestampSeconds))),
    markDown: () => { node = undefined; },
    journalledSinceDump: () => journalled,
    close: () => generation.journal.close(),
  };
}

/** Does again what the journal says. What the node refused then, it refuses again from the same state. */
async function replay(generation: Generation, act: { give: (raw: Hex) => Promise<unknown>; mine: (timestampSeconds: number) => Promise<void> }): Promise<number> {
  for (const record of generation.records) {
    if (record.kind === "seal") await act.mine(record.timestampSeconds);
    else await act.give(record.raw).catch((error: unknown) => { if (!(error instanceof RpcRefusal)) throw error; });
  }
  return generation.records.length;
}

async function dumpOf(node: AnvilProcess): Promise<Uint8Array> {
  const dump = await node.call("anvil_dumpState", []);
  if (typeof dump !== "string") throw new Error("anvil_dumpState: not a hex string");
  return gunzipSync(Buffer.from(dump.slice(2), "hex"));
}

async function hasIncludable(node: AnvilProcess): Promise<boolean> {
  const status = await node.call("txpool_status", []);
  return typeof status === "object" && status !== null && "pending" in status && Number(status.pending) > 0;
}

/** Mines one block and returns the hashes of what it holds. */
async function mineBlock(node: AnvilProcess, timestampSeconds: number): Promise<Hex[]> {
  await node.call("evm_setNextBlockTimestamp", [timestampSeconds]);
  await node.call("evm_mine", []);
  return hashesOfLatest(node);
}

/** Forgets what the node dropped, and returns what it still holds as records of the next journal. */
async function stillPooled(node: AnvilProcess, unsealed: Map<Hex, Hex>): Promise<JournalRecord[]> {
  const held = await poolHashes(node);
  for (const hash of unsealed.keys()) if (!held.has(hash)) unsealed.delete(hash);
  return [...unsealed.values()].map((raw) => ({ kind: "transaction", raw }));
}

async function poolHashes(node: AnvilProcess): Promise<Set<string>> {
  const content = JSON.stringify(await node.call("txpool_content", []));
  return new Set([...content.matchAll(/"hash":"(0x[0-9a-f]{64})"/g)].map((match) => match[1] ?? ""));
}

async function latestBlock(node: AnvilProcess): Promise<{ timestamp: unknown; transactions: unknown }> {
  const block = await node.call("eth_getBlockByNumber", ["latest", false]);
  if (typeof block !== "object" || block === null || !("timestamp" in block) || !("transactions" in block)) {
    throw new Error("eth_getBlockByNumber: no latest block");
  }
  return block;
}

/** A node begun from a dump thinks the present has come, and would refuse the journal's own times. */
async function rewindClock(node: AnvilProcess): Promise<number> {
  const latestSeconds = Number((await latestBlock(node)).timestamp);
  await setTime(node, latestSeconds);
  return latestSeconds;
}

async function setTime(node: AnvilProcess, timestampSeconds: number): Promise<void> {
  await node.call("evm_setTime", [timestampSeconds]);
}

async function hashesOfLatest(node: AnvilProcess): Promise<Hex[]> {
  const { transactions } = await latestBlock(node);
  const hashes: unknown[] = Array.isArray(transactions) ? transactions : [];
  return hashes.filter((hash): hash is Hex => typeof hash === "string" && hash.startsWith("0x"));
}
