import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "react-router";
import { useCityEvent } from "../../api/use-city-event.ts";
import { ExchangeFacts } from "../../features/attestations/exchange-facts.tsx";
import { ExchangeTag } from "../../features/attestations/exchange-list.tsx";
import { ExchangeSteps } from "../../features/attestations/exchange-steps.tsx";
import { exchangeQuery } from "../../features/attestations/exchanges.ts";
import { TestimonialsView } from "../../features/attestations/testimonials-view.tsx";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Page } from "../../ui/page.tsx";
import { ExchangeTurn } from "./exchange-turn.tsx";

/** One exchange: what was agreed, its steps, and this person's turn. */
export function Component() {
  const { exchangeId = "" } = useParams();
  const text = useText(exchangesText);
  const queries = useQueryClient();
  const exchange = useQuery(exchangeQuery(exchangeId));
  useCityEvent("exchange-changed", () => void queries.invalidateQueries({ queryKey: ["exchanges"] }));
  return (
    <Page title={exchange.data?.title ?? text.title} lead={<Link to="/echanges">{text.back}</Link>} aside={exchange.data && <ExchangeTag status={exchange.data.status} />}>
      <Awaited reading={exchange} what={text.detail.what} lines={6}>
        {(read) => (
          <div className="m-cols m-cols--7-5">
            <div className="m-stack m-stack-l">
              <ExchangeTurn exchange={read} />
              <ExchangeFacts exchange={read} />
              <TestimonialsView testimonials={read.testimonials} />
            </div>
            <ExchangeSteps exchange={read} />
          </div>
        )}
      </Awaited>
    </Page>
  );
}
