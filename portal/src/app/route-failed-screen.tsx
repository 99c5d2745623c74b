import { missingText } from "../i18n/missing.text.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { PageFrame } from "../ui/page-frame.tsx";

/** A screen whose code could not be loaded, most often after an update or without network. */
export function RouteFailedScreen() {
  const text = useText(missingText);
  const ui = useText(uiText);
  return (
    <PageFrame testLedger={false}>
      <Page title={text.failedTitle} narrow>
        <p>{ui.failedBody}</p>
        <Button onPress={() => window.location.reload()}>{text.reload}</Button>
      </Page>
    </PageFrame>
  );
}
