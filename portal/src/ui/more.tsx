import type { ReactNode } from "react";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Icon } from "./icon.tsx";

/** What is folded under one line; « Voir le tableau » unless another summary is given. */
export function More({ summary, children }: { summary?: string; children: ReactNode }) {
  const text = useText(uiText);
  return (
    <details className="m-more">
      <summary>{summary ?? text.seeTable} <Icon name="chevronDown" /></summary>
      {children}
    </details>
  );
}
