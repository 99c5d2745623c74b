import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useCity } from "../../cities/city-context.ts";
import { pendingLinesQuery } from "../../features/attestations/pending-lines.ts";
import { PendingLinesView } from "../../features/attestations/pending-lines-view.tsx";
import { balanceQuery } from "../../features/points/balance.ts";
import { MovementList } from "../../features/points/movement-list.tsx";
import { lastMovementsQuery } from "../../features/points/movements.ts";
import { OriginOfPoints } from "../../features/points/origin-of-points.tsx";
import { formatPoints } from "../../i18n/format-number.ts";
import { pendingLinesText } from "../../i18n/pending-lines.text.ts";
import { pointsText } from "../../i18n/points.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Balance } from "../../ui/balance.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { useAccountNews } from "./use-account-news.ts";
import { useCityNames } from "./use-city-names.ts";

/** « Mes points »: what can be spent here, where it comes from, what waits, what moved and why. */
export function Component() {
  const city = useCity();
  const text = useText(pointsText);
  const pendingText = useText(pendingLinesText);
  const balance = useQuery(balanceQuery);
  const pending = useQuery(pendingLinesQuery);
  const movements = useQuery(lastMovementsQuery);
  const { cities, nameOfCity } = useCityNames();
  useAccountNews();
  return (
    <Page title={text.title} titleHidden>
      <div className="m-cols m-cols--5-7">
        <div className="m-stack m-stack-l">
          <Awaited reading={balance} what={text.balance} lines={5}>
            {(read) => {
              const usable = BigInt(read.usableHerePoints);
              const total = BigInt(read.totalPoints);
              return (
                <>
                  <Balance label={text.usableAt(city.name)} points={usable} action={<ButtonLink to="/payer" look="pay" icon="qr">{text.pay}</ButtonLink>}>
                    {text.total} <b>{formatPoints(total)}</b>. {total > usable && text.totalNote(formatPoints(total - usable))}
                  </Balance>
                  <OriginOfPoints balance={read} cities={cities} />
                </>
              );
            }}
          </Awaited>
          <Awaited reading={pending} what={pendingText.what}>{(lines) => <PendingLinesView lines={lines} />}</Awaited>
        </div>
        <Section title={text.lastMovements} panel aside={<Link to="/points/mouvements">{text.seeAll}</Link>}>
          <Awaited reading={movements} what={text.movements} lines={6}>
            {(page) => (page.movements.length === 0 ? <p className="m-note">{text.noMovementNote}</p> : <MovementList movements={page.movements} nameOfCity={nameOfCity} />)}
          </Awaited>
        </Section>
      </div>
    </Page>
  );
}
