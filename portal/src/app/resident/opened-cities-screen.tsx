import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { citiesQuery } from "../../api/cities.ts";
import type { ReachableCity } from "../../api/cities.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { useCity } from "../../cities/city-context.ts";
import { accountQuery } from "../../features/accounts/account.ts";
import { decideOpenedCity } from "../../features/accounts/opened-cities.ts";
import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { Switch } from "../../ui/switch.tsx";

/** Other cities, opened and closed one by one, with what opening one permits said first [L7]. */
export function Component() {
  const { cities: text, keys } = useText(accountsText);
  const own = useCity();
  const queries = useQueryClient();
  const cities = useQuery(citiesQuery);
  const account = useQuery(accountQuery);
  const [asked, setAsked] = useState<{ cityId: number; opened: boolean } | undefined>();
  const decision = useSubmission(async ({ city, opened }: { city: ReachableCity; opened: boolean }) => {
    setAsked({ cityId: city.id, opened });
    try {
      await decideOpenedCity(city.id, opened);
      await queries.invalidateQueries({ queryKey: ["account"] });
    } finally {
      setAsked(undefined);
    }
    return text.saved(city.name, opened);
  });
  return (
    <Page title={text.title} lead={<><span>{text.lead} </span><Link to="/profil">{keys.back}</Link></>} narrow>
      <Section title={text.explainTitle} panel>
        {Object.values(text.explain).map((sentence) => <p key={sentence}>{sentence}</p>)}
      </Section>
      {decision.problem && <ProblemBanner error={decision.problem} />}
      <Awaited reading={cities} what={text.what} lines={6}>
        {(members) => (
          <Awaited reading={account} what={text.what} lines={6}>
            {(read) => (
              <Section title={text.list} panel>
                <p className="m-note" role="status">{decision.busy ? "" : decision.result}</p>
                <ul className="m-bascules">
                  {members.filter((city) => city.slug !== own.slug).map((city) => {
                    const opened = asked?.cityId === city.id ? asked.opened : read.openedCities.includes(city.id);
                    return (
                      <li key={city.id}>
                        <Switch
                          id={`ville-${city.slug}`}
                          label={city.name}
                          stateText={opened ? text.opened : text.closed}
                          checked={opened}
                          busy={decision.busy}
                          onChecked={(checked) => decision.submit({ city, opened: checked })}
                        />
                      </li>
                    );
                  })}
                </ul>
              </Section>
            )}
          </Awaited>
        )}
      </Awaited>
    </Page>
  );
}
