import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useCityEvent } from "../../api/use-city-event.ts";
import type { CounterCharge } from "../../features/redemptions/counter-charge.ts";
import { isLive } from "../../features/redemptions/counter-charge.ts";
import { noonOf, readDay } from "../../features/redemptions/civil-days.ts";
import { CounterCeiling } from "../../features/redemptions/counter-ceiling.tsx";
import { TakingsFigures } from "../../features/redemptions/takings-figures.tsx";
import { TakingsTable } from "../../features/redemptions/takings-table.tsx";
import { remainingPoints, splitTakings, takingsQuery } from "../../features/redemptions/takings.ts";
import type { Takings } from "../../features/redemptions/takings.ts";
import { civilDay, formatDate, formatTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { takingsText } from "../../i18n/takings.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Empty } from "../../ui/empty.tsx";
import { More } from "../../ui/more.tsx";
import { Page } from "../../ui/page.tsx";
import { CounterPaused } from "./counter-closed.tsx";
import { TakingsDays } from "./takings-days.tsx";
import { UndoSale } from "./undo-sale.tsx";
import type { Undoing } from "./undo-sale.tsx";
import { useTerminal } from "./use-terminal.ts";

/** « Ventes du jour »: what was taken, and giving it back. */
export function Component() {
  const text = useText(takingsText);
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const today = civilDay(Date.now());
  const day = readDay(search.get("jour"), today);
  const takings = useQuery(takingsQuery(day));
  const { counter, testNotice } = useTerminal();
  const [undoing, setUndoing] = useState<Undoing | undefined>();
  const [done, setDone] = useState<string | undefined>();
  useCityEvent("charge-changed", () => void queries.invalidateQueries({ queryKey: ["acting", "takings"] }));
  const { terminal, signer } = counter.data ?? {};
  return (
    <Page title={text.title(formatDate(noonOf(day)))}>
      <TakingsDays day={day} today={today} />
      {counter.data?.isActive === false && <CounterPaused />}
      {done !== undefined && <Banner tone="ok" announce>{done}</Banner>}
      <Awaited reading={takings} what={text.what} lines={6}>{(read) => <Sales takings={read} mayUndo={terminal !== undefined} onUndo={(asked) => { setDone(undefined); setUndoing(asked); }} />}</Awaited>
      {counter.data && terminal === undefined && <p className="m-note">{text.needsTerminal} <Link to="/commerce/terminal">{text.toTerminal}</Link></p>}
      {counter.data && day === today && <CounterCeiling counter={counter.data} />}
      {undoing && terminal && signer && <UndoSale undoing={undoing} here={{ terminal, signer }} onDone={(said) => { setUndoing(undefined); setDone(said); }} onClose={() => setUndoing(undefined)} />}
      <DemoKeyBanner notice={testNotice} />
    </Page>
  );
}

function Sales({ takings, mayUndo, onUndo }: { takings: Takings; mayUndo: boolean; onUndo: (undoing: Undoing) => void }) {
  const text = useText(takingsText);
  const { sales, withoutEffect } = splitTakings(takings.charges);
  const caption = text.title(formatDate(noonOf(takings.date)));
  return (
    <div className="m-stack m-stack-l">
      <TakingsFigures takings={takings} />
      {sales.length === 0 ? (
        <Empty title={text.none} action={<ButtonLink to="/commerce/encaisser">{text.toCounter}</ButtonLink>}>{text.noneNote}</Empty>
      ) : (
        <TakingsTable caption={caption} charges={sales} actionOf={(charge) => <SaleAct charge={charge} mayUndo={mayUndo} onUndo={onUndo} />} />
      )}
      {withoutEffect.length > 0 && (
        <More summary={text.withoutEffect(formatNumber(withoutEffect.length))}>
          <TakingsTable caption={text.withoutEffect(formatNumber(withoutEffect.length))} charges={withoutEffect} />
        </More>
      )}
    </div>
  );
}

function SaleAct({ charge, mayUndo, onUndo }: { charge: CounterCharge; mayUndo: boolean; onUndo: (undoing: Undoing) => void }) {
  const text = useText(takingsText);
  const time = formatTime(charge.at);
  if (isLive(charge.status)) return <Link to={`/commerce/encaisser/${charge.chargeId}`}>{text.follow}</Link>;
  if (!mayUndo) return null;
  if (charge.canVoid) return <Button look="quiet" label={text.voidLabel(time)} onPress={() => onUndo({ act: "void", charge })}>{text.void}</Button>;
  if (remainingPoints(charge) > 0n) return <Button look="quiet" label={text.refundLabel(time)} onPress={() => onUndo({ act: "refund", charge })}>{text.refund}</Button>;
  return null;
}
