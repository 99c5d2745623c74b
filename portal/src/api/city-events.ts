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
  | "sheet-changed"
  | "chain";

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
  #stream: EventStream | undefined;
  #listenerCount = 0;

  constructor(open: () => EventStream) {
    this.#open = open;
  }

  /** Calls `hear` at each event of that name until the returned function is called. */
  listen(name: CityEventName, hear: Hear): () => void {
    const stream = (this.#stream ??= this.#open());
    const onMessage = (message: MessageEvent) => hear({ name, data: parseData(String(message.data)) });
    stream.addEventListener(name, onMessage);
    this.#listenerCount++;
    let heard = true;
    return () => {
      if (!heard) return;
      heard = false;
      stream.removeEventListener(name, onMessage);
      this.#listenerCount--;
      if (this.#listenerCount > 0) return;
      stream.close();
      this.#stream = undefined;
    };
  }
}

export const cityEvents = new CityEvents(() => new EventSource("/api/events"));
