import { frameText } from "../i18n/frame.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Loading } from "../ui/loading.tsx";
import { PageFrame } from "../ui/page-frame.tsx";

/** The frame of the city while the first screen's code arrives. */
export function OpeningScreen() {
  const text = useText(frameText);
  return (
    <PageFrame testLedger={false}>
      <div className="m-wrap m-page"><Loading what={text.loading} /></div>
    </PageFrame>
  );
}
