import { type Hex, keccak, toBigInt, toBytes, toHex, utf8 } from "./bytes.ts";
import { provedEvents } from "./generated/proved-events.ts";
import type { NetworkFile } from "./network-file.ts";
import { ProofProblem } from "./proof-problem.ts";
import type { ReceiptLog } from "./receipt.ts";

export type EventName = keyof typeof provedEvents;
type Input = { readonly name: string; readonly type: string; readonly indexed: boolean; readonly components?: readonly Input[] };

/** Values of an event by the names of its parameters: words as they stand, arrays of structs as lists of words. */
export type EventValues = {
  readonly word: (name: string) => Uint8Array;
  readonly rows: (name: string) => readonly ReadonlyMap<string, Uint8Array>[];
};
export type DecodedEvent = { readonly name: EventName; readonly values: EventValues };

const EVENT_NAMES = Object.keys(provedEvents).filter((name): name is EventName => Object.hasOwn(provedEvents, name));

const typeOf = ({ type, components }: Input): string => type.replace("tuple", `(${(components ?? []).map(typeOf).join(",")})`);
const inputsOf = (name: EventName): readonly Input[] => provedEvents[name].inputs;

/** First topic of the event's logs. */
export const eventTopic = (name: EventName): Hex => toHex(keccak(utf8(`${name}(${inputsOf(name).map(typeOf).join(",")})`)));

/**
 * Reads a log as one of the events that a proof may carry, of the network's own contracts.
 * @throws ProofProblem EVENT_NOT_OURS or EVENT_UNREADABLE
 */
export function decodeEvent(log: ReceiptLog, network: NetworkFile): DecodedEvent {
  const name = EVENT_NAMES.find((one) => eventTopic(one) === log.topics[0] && network.contracts[provedEvents[one].contract] === log.address);
  if (name === undefined) throw new ProofProblem("EVENT_NOT_OURS", { contract: log.address });
  const inputs = inputsOf(name);
  const indexed = inputs.filter((input) => input.indexed);
  const plain = inputs.filter((input) => !input.indexed);
  if (log.topics.length !== 1 + indexed.length) throw new ProofProblem("EVENT_UNREADABLE", { event: name });
  const wordOf = new Map<string, Uint8Array>();
  indexed.forEach((input, index) => wordOf.set(input.name, toBytes(log.topics[index + 1] ?? "0x")));
  plain.forEach((input, index) => wordOf.set(input.name, readWord(log.data, index * 32, name)));
  const word = (wanted: string): Uint8Array => {
    const found = wordOf.get(wanted);
    if (found === undefined) throw new ProofProblem("EVENT_UNREADABLE", { event: name });
    return found;
  };
  return { name, values: { word, rows: (wanted) => readRows(log.data, word(wanted), componentsOf(inputs, wanted), name) } };
}

const componentsOf = (inputs: readonly Input[], wanted: string): readonly Input[] => inputs.find(({ name }) => name === wanted)?.components ?? [];

function readWord(data: Uint8Array, offset: number, event: string): Uint8Array {
  if (offset + 32 > data.length) throw new ProofProblem("EVENT_UNREADABLE", { event });
  return data.slice(offset, offset + 32);
}

/** An array of structs of plain words, at the offset that its head word gives. */
function readRows(data: Uint8Array, head: Uint8Array, components: readonly Input[], event: string): ReadonlyMap<string, Uint8Array>[] {
  const within = (word: Uint8Array): number => {
    const value = toBigInt(word);
    if (value > BigInt(data.length)) throw new ProofProblem("EVENT_UNREADABLE", { event });
    return Number(value);
  };
  const start = within(head);
  const count = within(readWord(data, start, event));
  return Array.from({ length: count }, (_, row) => new Map(components.map(({ name }, column) =>
    [name, readWord(data, start + 32 * (1 + row * components.length + column), event)])));
}
