import { useCity } from "../cities/city-context.ts";
import { missingText } from "../i18n/missing.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Actions, ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Rang } from "../ui/rang.tsx";
import type { RangState } from "../ui/rang.tsx";

const DROPPED: readonly RangState[] = Array.from({ length: 11 }, (_, index) => (index === 6 ? "differs" : "full"));

export function NotFoundScreen() {
  const city = useCity();
  const text = useText(missingText);
  return (
    <Page title={text.notFoundTitle} narrow before={<Rang states={DROPPED} />}>
      <p>{text.notFoundBody}</p>
      <Actions>
        <ButtonLink to="/">{text.home(city.name)}</ButtonLink>
      </Actions>
      <p className="m-note">{text.lost}</p>
    </Page>
  );
}
