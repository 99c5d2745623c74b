import type { ReactNode } from "react";
import { asProblem } from "../api/problem.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";

/** Why an act or a read failed, in the service's own two sentences, and what to do about it. */
export function ProblemBanner({ error, onRetry, children }: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const text = useText(uiText);
  const { title, detail } = asProblem(error);
  return (
    <Banner tone="bad" title={title} announce>
      <p>{detail}</p>
      {children}
      {onRetry && <Button look="second" onPress={onRetry}>{text.retry}</Button>}
    </Banner>
  );
}
