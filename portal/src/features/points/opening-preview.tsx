import { formatDate } from "../../i18n/format-date.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { programmeWords } from "../../i18n/programme-words.text.ts";
import { programmesText } from "../../i18n/programmes.text.ts";
import { rateQuantityText } from "../../i18n/rate-text.ts";
import { useText } from "../../i18n/use-text.ts";
import { openingMistakes, openingOf, resolutionLabel } from "./opening-form.ts";
import type { OpeningForm } from "./opening-form.ts";

/** The whole programme in one sentence, once the form says one. */
export function OpeningPreview({ form }: { form: OpeningForm }) {
  const text = useText(programmesText);
  const words = useText(programmeWords);
  return (
    <section className="m-panel m-stack m-stack-s" aria-live="polite">
      <h2>{text.previewTitle}</h2>
      <p>{openingMistakes(form, text).length > 0 ? text.previewMissing : sentence(form, text, words)}</p>
    </section>
  );
}

function sentence(form: OpeningForm, text: typeof programmesText.fr, words: typeof programmeWords.fr): string {
  const { title, resolution, unit, rate, budgetPoints, weeklyCeilingPoints, startsAt, endsAt } = openingOf(form);
  return text.preview({
    title,
    label: resolutionLabel(resolution),
    budget: formatPoints(BigInt(budgetPoints)),
    rate: text.previewRate(formatPoints(rate.points), rateQuantityText(unit, rate.quantity, words)),
    weekly: formatPoints(BigInt(weeklyCeilingPoints)),
    from: formatDate(startsAt),
    to: formatDate(endsAt),
  });
}
