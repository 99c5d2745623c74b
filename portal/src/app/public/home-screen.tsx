import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { sessionQuery } from "../../api/session.ts";
import { useCityEvent } from "../../api/use-city-event.ts";
import { useCity } from "../../cities/city-context.ts";
import { hoursByMonth } from "../../features/audit/hours-by-month.ts";
import { HoursChart } from "../../features/audit/hours-chart.tsx";
import { LightView } from "../../features/audit/light-view.tsx";
import { ProgrammeBudgets } from "../../features/audit/programme-budgets.tsx";
import { publicSummaryQuery } from "../../features/audit/public-summary.ts";
import type { PublicSummary } from "../../features/audit/public-summary.ts";
import { institutionsQuery } from "../../features/participants/institutions.ts";
import { PublicInstitutions } from "../../features/participants/public-institutions.tsx";
import { formatMove, formatNumber } from "../../i18n/format-number.ts";
import { homeText } from "../../i18n/home.text.ts";
import { programmeWords } from "../../i18n/programme-words.text.ts";
import { rateQuantityText } from "../../i18n/rate-text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Figure, Figures } from "../../ui/figure.tsx";
import { useDocumentTitle } from "../../ui/page.tsx";
import { HomeAccess } from "./home-access.tsx";

const MINUTES = 60n;

/** « Accueil »: what it is, the way in, and the city's accounts for anyone to check, live. */
export function Component() {
  const city = useCity();
  const text = useText(homeText);
  const queries = useQueryClient();
  const summary = useQuery(publicSummaryQuery);
  const institutions = useQuery(institutionsQuery);
  useCityEvent("chain", () => void queries.invalidateQueries(publicSummaryQuery));
  return (
    <>
      <HomeHero headline={text.headline(city.name)} lead={text.lead} />
      <section className="m-section" aria-labelledby="comptes">
        <div className="m-wrap m-stack">
          <Awaited reading={summary} what={text.what} lines={6}>{(read) => <Accounts summary={read} />}</Awaited>
        </div>
      </section>
      {summary.data && (
        <section className="m-section m-section--surface" aria-labelledby="tricot">
          <div className="m-wrap m-stack m-stack-l">
            <h2 id="tricot">{text.knitted(city.name)}</h2>
            <HoursChart months={hoursByMonth(summary.data)} cityName={city.name} />
          </div>
        </section>
      )}
      <section className="m-section" aria-labelledby="partenaires">
        <div className="m-wrap m-stack m-stack-l">
          {summary.data && <HowToEarn summary={summary.data} />}
          <h2 id="partenaires">{text.partners}</h2>
          <Awaited reading={institutions} what={text.institutionsWhat}>{(read) => <PublicInstitutions institutions={read} />}</Awaited>
        </div>
      </section>
    </>
  );
}

function HomeHero({ headline, lead }: { headline: string; lead: string }) {
  const text = useText(homeText);
  useDocumentTitle(text.title);
  const heading = useRef<HTMLHeadingElement>(null);
  const { key } = useLocation();
  useEffect(() => {
    if (key !== "default") heading.current?.focus({ preventScroll: true });
  }, [key]);
  return (
    <div className="m-hero">
      <div className="m-wrap m-hero__in">
        <div className="m-hero__text">
          <h1 ref={heading} tabIndex={-1}>{headline}</h1>
          <p className="m-lead">{lead}</p>
        </div>
        <HomeAccess />
      </div>
    </div>
  );
}

function Accounts({ summary }: { summary: PublicSummary }) {
  const city = useCity();
  const text = useText(homeText);
  const { data: session } = useQuery(sessionQuery);
  const { totals, programmes, residentsEnrolled, light } = summary;
  const voted = programmes.reduce((sum, { budgetPoints }) => sum + BigInt(budgetPoints), 0n);
  return (
    <div className="m-cols m-cols--5-7">
      <div className="m-stack m-stack-l">
        <div className="m-stack">
          <h2 id="comptes">{text.accounts}</h2>
          <p>{text.accountsLead}</p>
        </div>
        <Figures lead>
          <Figure value={formatNumber(BigInt(totals.issuedPoints))} label={text.issuedOfVoted(formatNumber(voted))} />
          <Figure value={formatNumber(BigInt(totals.attestedMinutes) / MINUTES)} label={text.attestedHours} />
          <Figure value={formatNumber(totals.activeMerchants)} label={text.merchants(city.name)} />
          <Figure value={formatNumber(totals.organizations)} label={text.organizations} />
          {residentsEnrolled !== null && <Figure value={formatNumber(residentsEnrolled)} label={text.residents} />}
        </Figures>
        <LightView light={light} isUnsealed={session?.network.isSealed === false} />
      </div>
      <div className="m-panel m-stack m-stack-l">
        <h3>{text.byProgramme}</h3>
        <ProgrammeBudgets programmes={programmes} />
        {programmes.length > 0 && <p><Link to="/registre">{text.readResolutions}</Link></p>}
      </div>
    </div>
  );
}

function HowToEarn({ summary }: { summary: PublicSummary }) {
  const text = useText(homeText);
  const words = useText(programmeWords);
  const open = summary.programmes.filter(({ status }) => status === "OPEN");
  if (open.length === 0) return null;
  return (
    <table className="m-livre">
      <caption>{text.earn}</caption>
      <thead className="m-hide"><tr><th scope="col">{text.gesture}</th><th scope="col">{text.points}</th></tr></thead>
      <tbody>
        {open.map(({ programmeId, title, unit, rate }) => (
          <tr key={programmeId}>
            <td>{words.gesture(title, rateQuantityText(unit, rate.quantity, words))}</td>
            <td className="is-plus">{formatMove(BigInt(rate.points))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
