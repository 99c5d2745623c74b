import type { CSSProperties } from "react";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";

const WIDTHS = ["55%", "100%", "80%", "45%", "100%", "70%"] as const;

/** Lines in place of what is coming, and its name for those who do not see them. */
export function Loading({ what, lines = 3 }: { what: string; lines?: number }) {
  const text = useText(uiText);
  return (
    <div aria-busy="true">
      <p className="m-hide" role="status">{text.loading(what)}</p>
      <div className="m-panel m-stack" aria-hidden="true">
        {Array.from({ length: lines }, (_, index) => (
          <span key={index} className="m-os" style={{ "--w": WIDTHS[index % WIDTHS.length] } as CSSProperties} />
        ))}
      </div>
    </div>
  );
}
