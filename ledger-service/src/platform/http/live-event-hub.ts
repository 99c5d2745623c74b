import type { Response } from "express";
import type { Caller } from "../../kernel/caller.ts";
import { isFor, type LiveEvent, type LiveEvents } from "./live-events.ts";

/** Open streams look again this often at who they are for, so that an ended session hears nothing more [S6]. */
const recheckMs = 5_000;
const streamsMax = 5_000;

interface Stream {
  caller: Caller | undefined;
  readonly response: Response;
}

export interface LiveEventHub extends LiveEvents {
  /** Turns a response into a stream. `whoNow` returns null once the session has ended. */
  open(response: Response, caller: Caller | undefined, whoNow: () => Promise<Caller | undefined | null>): void;
  close(): void;
}

/** Server-sent events of one city. */
export function createLiveEventHub(): LiveEventHub {
  const streams = new Set<Stream>();

  return {
    publish(event) {
      const text = eventText(event);
      for (const stream of streams) {
        if (isFor(event.to, stream.caller)) stream.response.write(text);
      }
    },
    open(response, caller, whoNow) {
      if (streams.size >= streamsMax) {
        response.end();
        return;
      }
      const stream: Stream = { caller, response };
      streams.add(stream);
      response.write("retry: 2000\n\n");
      const timer = setInterval(() => {
        void recheck(stream, whoNow);
      }, recheckMs);
      response.on("close", () => {
        clearInterval(timer);
        streams.delete(stream);
      });
    },
    close() {
      for (const stream of streams) stream.response.end();
      streams.clear();
    },
  };
}

async function recheck(stream: Stream, whoNow: () => Promise<Caller | undefined | null>): Promise<void> {
  try {
    const now = await whoNow();
    if (now === null) stream.response.end();
    else {
      stream.caller = now;
      stream.response.write(": \n\n");
    }
  } catch {
    // Who it is for is unknown: the page reconnects and is asked again.
    stream.response.end();
  }
}

function eventText(event: LiveEvent): string {
  return `event: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`;
}
