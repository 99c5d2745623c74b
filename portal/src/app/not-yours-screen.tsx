import { missingText } from "../i18n/missing.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Page } from "../ui/page.tsx";

/** Signed in, without the role this page is for. */
export function NotYoursScreen() {
  const text = useText(missingText);
  return (
    <Page title={text.notYoursTitle} narrow>
      <p>{text.notYoursBody}</p>
    </Page>
  );
}
