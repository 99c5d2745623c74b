import { Link } from "react-router";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { formatMove } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Section } from "../../ui/panel.tsx";
import { Tag } from "../../ui/tag.tsx";
import type { TagTone } from "../../ui/tag.tsx";
import type { Exchange, ExchangeStatus } from "./exchanges.ts";
import { usePartnerName } from "./use-partner-name.ts";

const toneOf: Record<ExchangeStatus, TagTone> = { PROPOSED: "neutral", ACCEPTED: "info", PROVIDER_SIGNED: "warn", SENT: "info", SETTLED: "ok", DECLINED: "neutral", EXPIRED: "neutral", FAILED: "bad" };

/** Exchanges of one group: with whom, how many points, where it stands. */
export function ExchangeList({ title, exchanges }: { title: string; exchanges: readonly Exchange[] }) {
  const text = useText(exchangesText);
  const partnerName = usePartnerName();
  if (exchanges.length === 0) return null;
  return (
    <Section title={title} panel>
      <ul className="m-lignes">
        {exchanges.map((exchange) => (
          <li key={exchange.exchangeId}>
            <div className="m-row m-row--split">
              <Link className="m-strong" to={`/echanges/${exchange.exchangeId}`}>{exchange.title}</Link>
              <span className="m-num m-strong">{formatMove(exchange.iAm === "PROVIDER" ? BigInt(exchange.points) : -BigInt(exchange.points))}</span>
            </div>
            <p className="m-note">{(exchange.iAm === "PROVIDER" ? text.youGive : text.youReceive)(partnerName(exchange))}</p>
            <p className="m-row"><ExchangeTag status={exchange.status} /> {exchange.myTurn && <span className="m-note">{text.turns[exchange.myTurn]}</span>}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function ExchangeTag({ status }: { status: ExchangeStatus }) {
  const text = useText(exchangesText);
  return <Tag tone={toneOf[status]}>{text.statuses[status]}</Tag>;
}
