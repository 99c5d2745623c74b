import { accountsText } from "../../i18n/accounts.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { DefinitionList } from "../../ui/definition-list.tsx";
import { Section } from "../../ui/panel.tsx";
import type { Enrolment } from "./enrolment.ts";

/** The collection notice, then the four items; nothing has been sent yet [L15, C3]. */
export function CollectionNoticeView({ enrolment }: { enrolment: Enrolment }) {
  const { enrolment: text } = useText(accountsText);
  const { programmeTerms: terms } = enrolment;
  return (
    <>
      <Section title={text.notice} panel>
        {enrolment.notice.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
      </Section>
      <Section title={text.terms} panel>
        <DefinitionList
          stacked
          items={[
            { term: text.howToEarn, value: terms.howToEarn },
            { term: text.howToExchange, value: terms.howToExchange },
            { term: text.expiry, value: terms.expiry },
            { term: text.conversionFactor, value: terms.conversionFactor },
          ]}
        />
      </Section>
    </>
  );
}
