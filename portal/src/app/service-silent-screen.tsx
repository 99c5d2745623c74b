import { asProblem } from "../api/problem.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Button } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";

/** The city's service did not say who is there: nothing private is shown. */
export function ServiceSilentScreen({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const text = useText(uiText);
  const { title, detail } = asProblem(error);
  return (
    <Page title={title} narrow>
      <p>{detail}</p>
      <Button onPress={onRetry}>{text.retry}</Button>
    </Page>
  );
}
