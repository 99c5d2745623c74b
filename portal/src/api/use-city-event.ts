import { useEffect, useEffectEvent } from "react";
import { cityEvents } from "./city-events.ts";
import type { CityEvent } from "./city-events.ts";

/** Calls `onEvent` at each live event of one of `types`, while the screen is there. */
export function useCityEvent(types: readonly string[], onEvent: (event: CityEvent) => void): void {
  const hear = useEffectEvent((event: CityEvent) => {
    if (types.includes(event.type)) onEvent(event);
  });
  useEffect(() => cityEvents.listen((event) => hear(event)), []);
}
