import type { Express } from "express";
import type { DataSource } from "typeorm";
import type { Indexer } from "./indexing/indexer.ts";
import type { IndexReader } from "./indexing/indexed-block.ts";
import type { Chain } from "./platform/chain/chain.ts";
import type { LedgerReport } from "./platform/chain/watch-ledger.ts";

/** The index may be this many blocks behind the node and still answer truly enough. */
const lagBlocksMax = 5n;

export interface HealthParts {
  readonly database: DataSource;
  readonly chain: Chain;
  readonly indexReader: IndexReader;
  readonly indexer: Pick<Indexer, "incident">;
  readonly ledger: () => LedgerReport;
}

interface Readiness {
  readonly database: boolean;
  readonly ledger: boolean;
  readonly index: boolean;
}

/**
 * /health/live: the process answers. /health/ready: database, ledger and index are there too [S14]; `ledgerState` says how
 * the ledger and each node of the list are. A stalled ledger leaves the service ready: what it has is to be seen.
 */
export function healthDoor(parts: HealthParts): (app: Express) => void {
  return (app) => {
    app.get("/health/live", (_request, response) => {
      response.setHeader("Cache-Control", "no-store");
      response.json({ status: "live" });
    });
    app.get("/health/ready", async (_request, response) => {
      const readiness = await readinessOf(parts);
      const isReady = readiness.database && readiness.ledger && readiness.index;
      response.setHeader("Cache-Control", "no-store");
      response.status(isReady ? 200 : 503).json({ status: isReady ? "ready" : "not-ready", ...readiness, ledgerState: parts.ledger() });
    });
  };
}

async function readinessOf(parts: HealthParts): Promise<Readiness> {
  const [database, head] = await Promise.all([answers(() => parts.database.query("SELECT 1")), headOf(parts.chain)]);
  if (!database || head === undefined) return { database, ledger: head !== undefined, index: false };
  const indexed = await parts.indexReader.indexedBlock();
  const isNear = head - BigInt(indexed.blockNumber) <= lagBlocksMax;
  return { database, ledger: true, index: parts.indexer.incident() === undefined && isNear };
}

async function headOf(chain: Chain): Promise<bigint | undefined> {
  try {
    const chainId = await chain.client.getChainId();
    return chainId === chain.chainId ? await chain.client.getBlockNumber({ cacheTime: 0 }) : undefined;
  } catch {
    // Out of reach is what the question is about.
    return undefined;
  }
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch {
    return false;
  }
}
