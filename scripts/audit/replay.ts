import type { Address } from "viem";
import type { Book } from "./books/book.ts";
import { Check } from "./check.ts";
import { decodersOf, type EventDecoder } from "./event-decoder.ts";
import type { ContractName, Place } from "./ledger-event.ts";
import type { LogSlice, TimedLog } from "./read-logs.ts";

export interface Replay {
  readonly check: Check;
  /** Events heard so far. */
  count(): number;
  /** @param onLog hears each log before the books do */
  hear(slice: LogSlice, onLog?: (log: TimedLog) => void): void;
  /** After the last slice. */
  end(): void;
}

type Hear = (args: Record<string, unknown>, at: Place) => void;

/** Tells each event, in order, to the books that keep it, and closes each transaction. */
export function replayInto(books: readonly Book[], contracts: ReadonlyMap<ContractName, Address>): Replay {
  const check = new Check("events", { fr: "Chaque événement se lit par l’ABI publiée de son contrat", en: "Each event can be read by its contract's published ABI" });
  const decoderOf = decodersOf(contracts);
  const hearers = new Map<EventDecoder, readonly Hear[]>();
  let open: Place | undefined;
  let count = 0;

  function hearersOf(decoder: EventDecoder): readonly Hear[] {
    const known = hearers.get(decoder);
    if (known !== undefined) return known;
    const found = books.flatMap(({ listener }) => hearerIn(listener[decoder.contract], decoder.name));
    hearers.set(decoder, found);
    return found;
  }
  function close(): void {
    const at = open;
    if (at !== undefined) for (const book of books) book.closeTransaction?.(at);
    open = undefined;
  }
  function hearOne(log: TimedLog): void {
    const { blockNumber, timestamp, transactionHash, logIndex } = log;
    if (open?.transactionHash !== transactionHash) close();
    const at = { blockNumber, timestamp, transactionHash, logIndex };
    open = at;
    count += 1;
    const decoder = decoderOf(log);
    const args = decoder === undefined ? undefined : tryDecode(decoder, log);
    check.holds(decoder !== undefined && args !== undefined, () => ({
      fr: `événement illisible du contrat ${log.address}`,
      en: `unreadable event of contract ${log.address}`,
      expected: "ABI",
      found: log.topics[0] ?? "-",
    }), at);
    if (decoder === undefined || args === undefined) return;
    for (const hear of hearersOf(decoder)) hear(args, at);
  }

  return {
    check,
    count: () => count,
    hear({ logs }, onLog) {
      for (const log of logs) {
        onLog?.(log);
        hearOne(log);
      }
    },
    end: close,
  };
}

function tryDecode(decoder: EventDecoder, log: TimedLog): Record<string, unknown> | undefined {
  try {
    return decoder.decode(log);
  } catch {
    return undefined;
  }
}

/** A book's function for an event. Its arguments are decoded by the very ABI that types them. */
function hearerIn(ofContract: object | undefined, name: string): Hear[] {
  const found: unknown = ofContract === undefined ? undefined : Reflect.get(ofContract, name);
  return typeof found === "function" ? [(args, at) => void Reflect.apply(found, undefined, [args, at])] : [];
}
