import { useSyncExternalStore } from "react";
import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Icon } from "./icon.tsx";

function subscribe(changed: () => void): () => void {
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Whether the device has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

/** A strip above the mast while there is no network. */
export function OfflineBanner() {
  const text = useText(frameText);
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <div className="m-bandeau">
          <div className="m-wrap">
            <Icon name="offline" />
            <span>{text.offline}</span>
          </div>
        </div>
      )}
    </div>
  );
}
