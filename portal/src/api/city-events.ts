/** What the service tells live: a type and its data, already parsed. */
export type CityEvent = { type: string; data: unknown };
type Listener = (event: CityEvent) => void;

type Source = Pick<EventSource, "close"> & { onmessage: ((event: MessageEvent) => void) | null };

function parseEvent(text: string): CityEvent | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("type" in value) || typeof value.type !== "string") return undefined;
    return { type: value.type, data: "data" in value ? value.data : undefined };
  } catch {
    return undefined;
  }
}

/**
 * One stream of `/api/events` a page, opened by the first listener and closed after the last. The browser
 * reconnects by itself; what was missed meanwhile is read again, so events are hints, never facts.
 */
export class CityEvents {
  readonly #listeners = new Set<Listener>();
  readonly #open: () => Source;
  #source: Source | undefined;

  constructor(open: () => Source) {
    this.#open = open;
  }

  /** Calls `listener` at each event until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#source ??= this.#connect();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#source?.close();
      this.#source = undefined;
    };
  }

  #connect(): Source {
    const source = this.#open();
    source.onmessage = (message) => {
      const event = parseEvent(String(message.data));
      if (event) for (const listener of [...this.#listeners]) listener(event);
    };
    return source;
  }
}

export const cityEvents = new CityEvents(() => new EventSource("/api/events"));
