/** What a city's service tells live. Names and states only: a screen reads the rest again. */
export type CityEventName =
  | "operation"
  | "account-changed"
  | "charge-presented"
  | "charge-changed"
  | "consent-received"
  | "notice"
  | "exchange-changed"
  | "act-changed"
  | "council-changed"
  | "sheet-changed"
  | "chain"
  | "ledger";

export type CityEvent = { name: CityEventName; data: Record<string, unknown> };
type Hear = (event: CityEvent) => void;

export type EventStream = {
  addEventListener: (name: string, hear: (event: MessageEvent) => void) => void;
  removeEventListener: (name: string, hear: (event: MessageEvent) => void) => void;
  close: () => void;
};

function parseData(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
  } catch {
    return {};
  }
}

/**
 * One stream of `/api/events` a page, opened by the first listener and closed after the last. The browser
 * reconnects by itself; what was missed meanwhile is read again, so events are hints, never facts.
 */
export class CityEvents {
  readonly #open: () => EventStream;
  readonly #listeners = new Set<{ name: CityEventName; onMessage: (message: MessageEvent) => void }>();
  #stream: EventStream | undefined;

  constructor(open: () => EventStream) {
    this.#open = open;
  }

  /** Calls `hear` at each event of that name until the returned function is called. */
  listen(name: CityEventName, hear: Hear): () => void {
    const stream = (this.#stream ??= this.#open());
    const listener = { name, onMessage: (message: MessageEvent) => hear({ name, data: parseData(String(message.data)) }) };
    stream.addEventListener(name, listener.onMessage);
    this.#listeners.add(listener);
    return () => {
      if (!this.#listeners.delete(listener)) return;
      this.#stream?.removeEventListener(name, listener.onMessage);
      if (this.#listeners.size > 0) return;
      this.#stream?.close();
      this.#stream = undefined;
    };
  }

  /** A stream tells what its session may hear: who has signed in, or acts for another, needs a new one. */
  reopen(): void {
    if (this.#stream === undefined) return;
    this.#stream.close();
    this.#stream = this.#open();
    for (const { name, onMessage } of this.#listeners) this.#stream.addEventListener(name, onMessage);
  }
}

export const cityEvents = new CityEvents(() => new EventSource("/api/events"));
