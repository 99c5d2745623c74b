import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { useCity } from "../../cities/city-context.ts";
import { privacyPageText } from "../../i18n/privacy-page.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ProsePage } from "../../ui/prose-page.tsx";

/** « Vie privée »: pseudonymous, not anonymous, in plain words (D5). */
export function Component() {
  const city = useCity();
  const text = useText(privacyPageText);
  const { data: session } = useQuery(sessionQuery);
  const phone = session?.city.phone ?? text.help;
  return (
    <ProsePage
      title={text.title}
      lead={text.lead(city.name)}
      sections={[
        { title: text.city.title, paragraphs: [text.city.kept], points: text.city.points },
        { title: text.ledger.title, paragraphs: [text.ledger.pseudonymous, text.ledger.notAnonymous, text.ledger.forever] },
        { title: text.others.title, paragraphs: [], points: text.others.points },
        { title: text.staff.title, paragraphs: [text.staff.powers, text.staff.audit] },
        { title: text.none.title, paragraphs: [], points: text.none.points },
        { title: text.rights.title, paragraphs: [text.rights.ask(phone), text.rights.complain] },
      ]}
    />
  );
}
