import { exchangesText } from "../../i18n/exchanges.text.ts";
import { formatDuration } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Section } from "../../ui/panel.tsx";
import type { Exchange } from "./exchanges.ts";
import { usePartnerName } from "./use-partner-name.ts";

/** What two people agree on. */
export function ExchangeFacts({ exchange }: { exchange: Exchange }) {
  const { detail: text } = useText(exchangesText);
  const partnerName = usePartnerName();
  return (
    <Section title={text.facts} panel>
      <DefinitionList
        items={[
          { term: text.with, value: partnerName(exchange) },
          ...(exchange.partnerName === null ? [] : [{ term: text.city, value: exchange.partnerCityName }]),
          { term: text.role, value: exchange.iAm === "PROVIDER" ? text.provider : text.receiver },
          { term: text.kind, value: exchange.kind === "SERVICE" ? text.service : text.object },
          ...(exchange.quantityMinutes > 0 ? [{ term: text.duration, value: formatDuration(exchange.quantityMinutes) }] : []),
          { term: text.points, value: formatPoints(BigInt(exchange.points)) },
          ...(exchange.description === "" ? [] : [{ term: text.description, value: exchange.description }]),
        ]}
      />
    </Section>
  );
}
