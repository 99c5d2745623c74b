import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Section } from "../../ui/panel.tsx";
import { Tag } from "../../ui/tag.tsx";
import { privacySettings } from "./account.ts";
import type { Account } from "./account.ts";

/** Every sharing setting and its state, closed from the start [L3]. */
export function PrivacyView({ privacy }: { privacy: Account["privacy"] }) {
  const { profile: text } = useText(accountsText);
  return (
    <Section title={text.privacy} panel>
      <p className="m-note">{text.privacyNote}</p>
      <DefinitionList items={privacySettings.map((setting) => ({ term: text.settings[setting], value: <Tag tone={privacy[setting] ? "info" : "neutral"}>{privacy[setting] ? text.on : text.off}</Tag> }))} />
    </Section>
  );
}
