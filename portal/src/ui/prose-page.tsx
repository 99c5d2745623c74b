import { Page } from "./page.tsx";

export type ProseSection = { title: string; paragraphs: readonly string[]; points?: readonly string[] };

/** A page of plain words: titled parts, paragraphs, lists. */
export function ProsePage({ title, lead, sections }: { title: string; lead: string; sections: readonly ProseSection[] }) {
  return (
    <Page title={title} lead={lead} narrow>
      {sections.map((section) => (
        <section key={section.title} className="m-stack m-stack-s">
          <h2>{section.title}</h2>
          {section.paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
          {section.points && <ul>{section.points.map((point) => <li key={point}>{point}</li>)}</ul>}
        </section>
      ))}
    </Page>
  );
}
