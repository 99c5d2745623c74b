import type { EntityManager } from "typeorm";
import type { LiveEvent } from "../platform/http/live-events.ts";
import type { ChainEvent, EventHandler } from "./projection.ts";

/** Hands each event, in order, to every handler of its contract and name. */
export async function projectEvents(
  manager: EntityManager,
  events: readonly ChainEvent[],
  handlersOf: (event: ChainEvent) => readonly EventHandler[],
  notify: (event: LiveEvent) => void,
): Promise<void> {
  for (const event of events) {
    for (const handler of handlersOf(event)) await handler.handle(event, { manager, notify });
  }
}

export function handlerTable(parts: readonly { readonly on: readonly EventHandler[] }[]): (event: ChainEvent) => readonly EventHandler[] {
  const table = new Map<string, EventHandler[]>();
  for (const handler of parts.flatMap((part) => part.on)) {
    const key = `${handler.contract}.${handler.eventName}`;
    table.set(key, [...(table.get(key) ?? []), handler]);
  }
  return (event) => table.get(`${event.contract}.${event.name}`) ?? [];
}
