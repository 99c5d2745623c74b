import { useQuery, useQueryClient } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { useCity } from "../../cities/city-context.ts";
import { accountQuery } from "../../features/accounts/account.ts";
import type { Account } from "../../features/accounts/account.ts";
import { CodeLookupsView } from "../../features/accounts/code-lookups-view.tsx";
import { codeLookupsQuery, renewMemberCode } from "../../features/accounts/member-code.ts";
import { MemberCodeView } from "../../features/accounts/member-code-view.tsx";
import { PrivacyView } from "../../features/accounts/privacy-view.tsx";
import { accountsText } from "../../i18n/accounts.text.ts";
import { formatDate } from "../../i18n/format-date.ts";
import { formatList } from "../../i18n/format-list.ts";
import { useText } from "../../i18n/use-text.ts";
import { Awaited } from "../../ui/awaited.tsx";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Page } from "../../ui/page.tsx";
import { Section } from "../../ui/panel.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { useAccountNews } from "./use-account-news.ts";
import { useCityNames } from "./use-city-names.ts";

/** « Mon profil »: code, keys, opened cities, file, privacy. */
export function Component() {
  const { profile: text } = useText(accountsText);
  const account = useQuery(accountQuery);
  useAccountNews();
  return (
    <Page title={text.title}>
      <Awaited reading={account} what={text.what} lines={6}>{(read) => <Profile account={read} />}</Awaited>
    </Page>
  );
}

function Profile({ account }: { account: Account }) {
  const { profile: text } = useText(accountsText);
  const queries = useQueryClient();
  const lookups = useQuery(codeLookupsQuery);
  const renewal = useSubmission(async () => {
    await renewMemberCode();
    await queries.invalidateQueries({ queryKey: ["account"] });
    return true;
  });
  return (
    <div className="m-cols">
      <div className="m-stack m-stack-l">
        {account.status === "SUSPENDED" && <Banner tone="bad" title={text.statuses.SUSPENDED}>{text.suspendedNote}</Banner>}
        {renewal.problem && <ProblemBanner error={renewal.problem} />}
        {renewal.result && <Banner tone="ok" announce>{text.codeChanged}</Banner>}
        {account.memberCode !== null && <MemberCodeView code={account.memberCode} busy={renewal.busy} onRenew={() => renewal.submit(undefined)} />}
        <Awaited reading={lookups} what={text.lookupsWhat} lines={2}>{(read) => <CodeLookupsView lookups={read} />}</Awaited>
      </div>
      <div className="m-stack m-stack-l">
        <KeysSummary account={account} />
        <CitiesSummary account={account} />
        <OwnFile account={account} />
        <PrivacyView privacy={account.privacy} />
      </div>
    </div>
  );
}

function KeysSummary({ account }: { account: Account }) {
  const { profile: text } = useText(accountsText);
  const waiting = account.signers.filter((key) => key.isPending).length;
  return (
    <Section title={text.keys} panel>
      <p>{text.keysNote(account.signers.length - waiting)} {waiting > 0 && text.keysWaiting(waiting)}</p>
      <ButtonLink to="/profil/cles" look="second" icon="key">{text.seeKeys}</ButtonLink>
    </Section>
  );
}

function CitiesSummary({ account }: { account: Account }) {
  const { profile: text } = useText(accountsText);
  const city = useCity();
  const { nameOfCity } = useCityNames();
  const names = account.openedCities.map(nameOfCity).filter((name) => name !== undefined);
  return (
    <Section title={text.cities} panel>
      <p>{names.length === 0 ? text.noCity(city.name) : text.citiesNote(formatList(names))}</p>
      <ButtonLink to="/profil/villes" look="second">{text.seeCities}</ButtonLink>
    </Section>
  );
}

function OwnFile({ account }: { account: Account }) {
  const { profile: text } = useText(accountsText);
  const { data: session } = useQuery(sessionQuery);
  return (
    <Section title={text.identity} panel>
      <DefinitionList
        items={[
          { term: text.name, value: session?.person?.displayName ?? "" },
          ...(account.municipalIdentifier === null ? [] : [{ term: text.identifier, value: account.municipalIdentifier, code: true }]),
          ...(account.confirmedUntil === null ? [] : [{ term: text.confirmedUntil, value: formatDate(`${account.confirmedUntil}T12:00:00Z`) }]),
          { term: text.status, value: text.statuses[account.status] },
        ]}
      />
      <p className="m-note">{text.identifierNote}</p>
    </Section>
  );
}
