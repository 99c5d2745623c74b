import { useMemo } from "react";
import { qrPath } from "./qr-path.ts";

/** A code to be read: black on white in both themes, with a sentence that names it. */
export function QrCode({ payload, label }: { payload: string; label: string }) {
  const { path, size } = useMemo(() => qrPath(payload), [payload]);
  return (
    <div className="m-qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
        <path fill="#0b0f12" d={path} />
      </svg>
    </div>
  );
}
