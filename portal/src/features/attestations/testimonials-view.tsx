import { exchangesText } from "../../i18n/exchanges.text.ts";
import { formatDate } from "../../i18n/format-date.ts";
import { useText } from "../../i18n/use-text.ts";
import { Section } from "../../ui/panel.tsx";
import type { GivenTestimonial } from "./exchanges.ts";

/** What each said of the exchange. */
export function TestimonialsView({ testimonials }: { testimonials: readonly GivenTestimonial[] }) {
  const { testimonial: text } = useText(exchangesText);
  if (testimonials.length === 0) return null;
  return (
    <Section title={text.list} panel>
      <ul className="m-lignes">
        {testimonials.map((given) => (
          <li key={given.by}>
            <div className="m-row m-row--split">
              <b>{given.by === "ME" ? text.mine : text.theirs}</b>
              <span>{text.rated(given.rating)}</span>
            </div>
            {given.text && <p>{given.text}</p>}
            <p className="m-note">{formatDate(given.at)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
