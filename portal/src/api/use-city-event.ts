import { useEffect, useEffectEvent } from "react";
import { cityEvents } from "./city-events.ts";
import type { CityEvent, CityEventName } from "./city-events.ts";

/** Calls `onEvent` at each live event of that name, while the screen is there. */
export function useCityEvent(name: CityEventName, onEvent: (event: CityEvent) => void): void {
  const hear = useEffectEvent((event: CityEvent) => onEvent(event));
  useEffect(() => cityEvents.listen(name, (event) => hear(event)), [name]);
}
