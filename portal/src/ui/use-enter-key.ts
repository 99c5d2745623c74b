import { useEffect, useEffectEvent } from "react";

/** True where Enter already does something of its own. */
function hasOwnEnter(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button, input, textarea, select, summary, dialog") !== null;
}

/** Enter does the screen's one act, wherever the focus is not on a control. */
export function useEnterKey(act: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || hasOwnEnter(event.target)) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
