import type { DataSource } from "typeorm";
import { readCursor } from "./event-store.ts";

/** What the read models stand on: the `asOfBlock` of every answer, and the chain's clock for screens. */
export interface IndexedBlock {
  readonly blockNumber: number;
  readonly blockTimestamp: Date;
}

export interface IndexReader {
  /** Block 0 at the epoch before anything is indexed. */
  indexedBlock(): Promise<IndexedBlock>;
  asOfBlock(): Promise<number>;
}

export function createIndexReader(database: DataSource): IndexReader {
  const indexedBlock = async (): Promise<IndexedBlock> => {
    const cursor = await readCursor(database.manager);
    return { blockNumber: Number(cursor?.blockNumber ?? 0n), blockTimestamp: cursor?.blockTimestamp ?? new Date(0) };
  };
  return { indexedBlock, asOfBlock: async () => (await indexedBlock()).blockNumber };
}
