import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Banner } from "./banner.tsx";

/** Says plainly that a key of the demo signs here. Nothing when it is a real one. */
export function DemoKeyBanner({ notice }: { notice: string | undefined }) {
  const text = useText(uiText);
  if (notice === undefined) return null;
  return <Banner tone="warn" title={text.demoKey}>{notice}</Banner>;
}
