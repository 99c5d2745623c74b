import { accountsText } from "../../i18n/accounts.text.ts";
import { formatDateTime } from "../../i18n/format-date.ts";
import { useText } from "../../i18n/use-text.ts";
import { Section } from "../../ui/panel.tsx";
import type { CodeLookup } from "./member-code.ts";

/** Who looked the member code up, and when. */
export function CodeLookupsView({ lookups }: { lookups: readonly CodeLookup[] }) {
  const { profile: text } = useText(accountsText);
  return (
    <Section title={text.lookups}>
      {lookups.length === 0 ? (
        <p className="m-note">{text.noLookup}</p>
      ) : (
        <ul className="m-lignes">
          {lookups.map((lookup) => (
            <li key={`${lookup.at}${lookup.institutionName}`}>
              <b>{text.lookup(lookup.institutionName, lookup.cityName)}</b>
              <span className="m-note">{formatDateTime(lookup.at)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
