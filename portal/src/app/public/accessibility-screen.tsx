import { useQuery } from "@tanstack/react-query";
import { sessionQuery } from "../../api/session.ts";
import { accessibilityText } from "../../i18n/accessibility.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { ProsePage } from "../../ui/prose-page.tsx";

/** « Accessibilité »: the aim, what is missing, whom to tell. */
export function Component() {
  const text = useText(accessibilityText);
  const { data: session } = useQuery(sessionQuery);
  return (
    <ProsePage
      title={text.title}
      lead={text.lead}
      sections={[
        { title: text.aim.title, paragraphs: [text.aim.paragraph], points: text.aim.points },
        { title: text.limits.title, paragraphs: [], points: text.limits.points },
        { title: text.help.title, paragraphs: [text.help.paragraph(session?.city.phone ?? text.helpNumber)] },
      ]}
    />
  );
}
