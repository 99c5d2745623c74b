import type { Chain } from "../platform/chain/chain.ts";
import type { DecodeLog } from "../platform/chain/decode-log.ts";
import { contractNames } from "../platform/chain/contract-abis.ts";
import { eventId } from "./event-id.ts";
import type { FetchedEvent } from "./event-store.ts";

/** All logs of our contracts in a range of blocks, decoded, in the chain's order. */
export async function fetchEvents(chain: Chain, decode: DecodeLog, fromBlock: bigint, toBlock: bigint): Promise<FetchedEvent[]> {
  const address = contractNames.map((name) => chain.contracts[name]);
  const logs = await chain.client.getLogs({ address, fromBlock, toBlock });
  const timestamps = await blockTimestamps(chain, new Set(logs.map((log) => log.blockNumber)));
  const events = logs.flatMap((log): FetchedEvent[] => {
    const decoded = decode(log);
    const blockTimestamp = timestamps.get(log.blockNumber);
    if (decoded === undefined || blockTimestamp === undefined) return [];
    return [
      {
        ...decoded,
        id: eventId(log.blockNumber, log.transactionIndex, log.logIndex),
        blockNumber: log.blockNumber,
        blockHash: log.blockHash,
        blockTimestamp,
        transactionHash: log.transactionHash,
        logIndex: log.logIndex,
        address: log.address,
        topics: log.topics,
        data: log.data,
      },
    ];
  });
  return events.sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function blockTimestamps(chain: Chain, numbers: ReadonlySet<bigint>): Promise<Map<bigint, Date>> {
  const timestamps = new Map<bigint, Date>();
  for (const blockNumber of numbers) {
    const block = await chain.client.getBlock({ blockNumber });
    timestamps.set(blockNumber, new Date(Number(block.timestamp) * 1000));
  }
  return timestamps;
}
