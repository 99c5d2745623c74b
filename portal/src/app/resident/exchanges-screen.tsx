import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCityEvent } from "../../api/use-city-event.ts";
import { ExchangeList } from "../../features/attestations/exchange-list.tsx";
import { exchangesQuery, sortExchanges } from "../../features/attestations/exchanges.ts";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Page } from "../../ui/page.tsx";

/** « Échanges »: what waits for the person, what waits for the other, what is over. */
export function Component() {
  const text = useText(exchangesText);
  const queries = useQueryClient();
  const exchanges = useQuery(exchangesQuery);
  useCityEvent("exchange-changed", () => void queries.invalidateQueries({ queryKey: ["exchanges"] }));
  return (
    <Page title={text.title} lead={text.lead} aside={<ButtonLink to="/echanges/proposer" icon="plus">{text.propose}</ButtonLink>}>
      <Awaited reading={exchanges} what={text.what} lines={6}>
        {(read) => {
          if (read.length === 0) return <Empty level={2} title={text.none}>{text.noneNote}</Empty>;
          const { mine, underWay, over } = sortExchanges(read);
          return (
            <>
              <ExchangeList title={text.yourTurn} exchanges={mine} />
              <ExchangeList title={text.underWay} exchanges={underWay} />
              <ExchangeList title={text.over} exchanges={over} />
            </>
          );
        }}
      </Awaited>
    </Page>
  );
}
