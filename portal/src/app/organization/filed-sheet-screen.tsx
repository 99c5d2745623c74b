import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { ReactNode } from "react";
import { Link, useLocation, useParams } from "react-router";
import { useCityEvent } from "../../api/use-city-event.ts";
import { FiledLinesTable } from "../../features/attestations/filed-lines-table.tsx";
import { FiledSteps } from "../../features/attestations/filed-steps.tsx";
import { windowShare } from "../../features/attestations/pending-lines.ts";
import { SheetState } from "../../features/attestations/sheet-table.tsx";
import { sheetQuery } from "../../features/attestations/sheets.ts";
import type { FiledLine, FiledSheet } from "../../features/attestations/sheets.ts";
import { noonOf } from "../../features/attestations/weeks.ts";
import { formatDate, formatDateTime } from "../../i18n/format-date.ts";
import { formatNumber } from "../../i18n/format-number.ts";
import { sheetsText } from "../../i18n/sheets.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { DemoKeyBanner } from "../../ui/demo-key-banner.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { PendingDays } from "../../ui/pending-days.tsx";
import { SheetChange } from "./sheet-change.tsx";
import type { Changing } from "./sheet-change.tsx";
import { useSheetActs } from "./use-sheet-acts.ts";

/** One filed sheet: its steps, its lines, and taking it back. */
export function Component() {
  const { sheetId = "" } = useParams();
  const { detail: text } = useText(sheetsText);
  const queries = useQueryClient();
  const sheet = useQuery(sheetQuery(sheetId));
  useCityEvent("sheet-changed", () => void queries.invalidateQueries({ queryKey: ["acting", "sheets"] }));
  return (
    <Page title={sheet.data?.activityTitle ?? text.titleFallback} lead={sheet.data && text.lead(formatDate(noonOf(sheet.data.weekStartsOn)))}>
      <Awaited reading={sheet} what={text.what} lines={6}>{(filed) => <FiledSheetView sheet={filed} />}</Awaited>
      <p><Link to="/organisme/feuilles">{text.back}</Link></p>
    </Page>
  );
}

function hasJustFiled(state: unknown): boolean {
  return typeof state === "object" && state !== null && "justFiled" in state;
}

function FiledSheetView({ sheet }: { sheet: FiledSheet }) {
  const { detail: text, sign } = useText(sheetsText);
  const justFiled = hasJustFiled(useLocation().state);
  const acts = useSheetActs(sheet);
  const [changing, setChanging] = useState<Changing | undefined>();
  const [done, setDone] = useState<string | undefined>();
  const isWindowOpen = sheet.status === "FILED" && sheet.windowEndsAt !== null && Date.parse(sheet.windowEndsAt) > Date.now();
  const ask = (asked: Changing) => {
    setDone(undefined);
    setChanging(asked);
  };
  const disputeButton = (line: FiledLine) =>
    line.status === "PENDING" ? <Button look="quiet" label={text.disputeLabel(formatNumber(line.index + 1))} onPress={() => ask({ act: "dispute", index: line.index })}>{text.dispute}</Button> : null;
  return (
    <div className="m-stack m-stack-l">
      {justFiled && sheet.status !== "REVOKED" && <Banner tone="ok" title={text.justFiled} announce>{text.justFiledNote}</Banner>}
      {done !== undefined && <Banner tone="ok" announce>{done}</Banner>}
      {acts.hasNoKey && sheet.canRevoke && <Banner tone="warn" title={sign.noKey}>{sign.noKeyNote}</Banner>}
      <div className="m-cols m-cols--7-5">
        <Section title={text.steps} panel aside={<SheetState sheet={sheet} />}>
          <FiledSteps sheet={sheet} />
        </Section>
        <SheetFacts sheet={sheet} isWindowOpen={isWindowOpen}>
          {sheet.canRevoke && !acts.hasNoKey && <Button look="danger" onPress={() => ask({ act: "revoke" })}>{text.revoke}</Button>}
        </SheetFacts>
      </div>
      <Section title={text.lines}>
        <FiledLinesTable lines={sheet.lines} actionOf={isWindowOpen && !acts.hasNoKey ? disputeButton : undefined} />
      </Section>
      {changing && <SheetChange sheet={sheet} changing={changing} acts={acts} onDone={(said) => { setChanging(undefined); setDone(said); }} onClose={() => setChanging(undefined)} />}
      <DemoKeyBanner notice={acts.demoNotice} />
    </div>
  );
}

function SheetFacts({ sheet, isWindowOpen, children }: { sheet: FiledSheet; isWindowOpen: boolean; children: ReactNode }) {
  const { detail: text, filed } = useText(sheetsText);
  return (
    <section className="m-panel m-stack">
      {isWindowOpen && sheet.filedAt !== null && sheet.windowEndsAt !== null && (
        <PendingDays elapsedShare={windowShare({ filedAt: sheet.filedAt, windowEndsAt: sheet.windowEndsAt }, Date.now())} title={text.pendingTitle}>
          {text.postedOn(formatDateTime(sheet.windowEndsAt))}
        </PendingDays>
      )}
      <DefinitionList
        items={[
          { term: text.programme, value: sheet.programmeTitle },
          { term: text.resolution, value: sheet.resolution },
          { term: filed.persons, value: formatNumber(sheet.lineCount) },
          { term: text.totals, value: sheet.totalQuantityText },
          { term: text.asked, value: formatNumber(BigInt(sheet.reservedPoints)) },
          { term: text.issued, value: formatNumber(BigInt(sheet.issuedPoints)) },
        ]}
      />
      {children}
    </section>
  );
}
