import { useState } from "react";
import type { FormEvent } from "react";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { TextArea } from "../../ui/input.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import type { TestimonialWords } from "./exchange-acts.ts";

const RATINGS = ["5", "4", "3", "2", "1"] as const;

/** A rating and a few words, once the exchange is settled. */
export function TestimonialForm({ onSend, busy }: { onSend: (words: TestimonialWords) => void; busy: boolean }) {
  const { testimonial: text } = useText(exchangesText);
  const [rating, setRating] = useState<string | undefined>();
  const [words, setWords] = useState("");
  const [attempts, setAttempts] = useState(0);
  const error = attempts > 0 && rating === undefined ? text.ratingMissing : undefined;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    if (rating !== undefined) onSend({ rating: Number(rating), text: words.trim() });
  };
  return (
    <form className="m-panel m-stack" onSubmit={send} noValidate aria-label={text.title}>
      <ErrorSummary mistakes={error ? [{ fieldId: "satisfaction", message: error }] : []} submission={attempts} />
      <h2>{text.title}</h2>
      <p className="m-note">{text.lead}</p>
      <RadioGroup id="satisfaction" label={text.rating} error={error} value={rating} options={RATINGS.map((value) => ({ value, label: text.ratings[value] }))} onValue={setRating} />
      <TextArea id="temoignage" label={text.text} help={text.textHelp} value={words} onValue={setWords} rows={3} maxLength={1000} />
      <p className="m-note">{text.signed}</p>
      <Button type="submit" look="second" busy={busy}>{text.send}</Button>
    </form>
  );
}
