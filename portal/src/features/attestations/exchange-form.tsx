import { useState } from "react";
import type { FormEvent } from "react";
import { exchangesText } from "../../i18n/exchanges.text.ts";
import { formatPoints } from "../../i18n/format-number.ts";
import { useText } from "../../i18n/use-text.ts";
import { Actions, Button, ButtonLink } from "../../ui/button.tsx";
import { ErrorSummary } from "../../ui/error-summary.tsx";
import { Input, TextArea } from "../../ui/input.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";
import { checkExchangeForm, emptyExchangeForm } from "./check-exchange-form.ts";
import type { ExchangeForm as Fields } from "./check-exchange-form.ts";
import { parseDuration } from "./exchange-proposal.ts";
import type { ExchangeProposal } from "./exchange-proposal.ts";
import type { ExchangeLimits } from "./exchanges.ts";

/** With whom, what, how long, how many points. */
export function ExchangeForm({ limits, busy, onSend }: { limits: ExchangeLimits | undefined; busy: boolean; onSend: (proposal: ExchangeProposal) => void }) {
  const { form: text, back } = useText(exchangesText);
  const [fields, setFields] = useState<Fields>(emptyExchangeForm);
  const [attempts, setAttempts] = useState(0);
  const set = (changed: Partial<Fields>) => setFields((present) => ({ ...present, ...changed }));
  const checked = checkExchangeForm(fields, limits, text);
  const mistakes = attempts > 0 && "mistakes" in checked ? checked.mistakes : [];
  const errorOf = (fieldId: string) => mistakes.find((mistake) => mistake.fieldId === fieldId)?.message;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setAttempts(attempts + 1);
    if ("proposal" in checked) onSend(checked.proposal);
  };
  const minutes = parseDuration(fields.duration);
  const most = fields.kind === "SERVICE" && minutes !== undefined && limits ? formatPoints(minutes * limits.pointsPerMinuteMax) : undefined;
  return (
    <form className="m-stack m-stack-l" onSubmit={send} noValidate>
      <ErrorSummary mistakes={mistakes} submission={attempts} />
      <Input id="code-membre" label={text.partnerCode} help={text.partnerCodeHelp} error={errorOf("code-membre")} value={fields.partnerCode} onValue={(partnerCode) => set({ partnerCode })} short code autoComplete="off" autoCapitalize="characters" maxLength={14} />
      <RadioGroup id="role" label={text.iAm} error={errorOf("role")} value={fields.iAm} options={[{ value: "PROVIDER", label: text.provider }, { value: "RECEIVER", label: text.receiver }]} onValue={(value) => set({ iAm: value === "PROVIDER" ? "PROVIDER" : "RECEIVER" })} />
      <RadioGroup id="genre" label={text.kind} value={fields.kind} options={[{ value: "SERVICE", label: text.service }, { value: "OBJECT", label: text.object }]} onValue={(value) => set({ kind: value === "OBJECT" ? "OBJECT" : "SERVICE" })} />
      <Input id="titre" label={text.what} help={text.whatHelp} error={errorOf("titre")} value={fields.title} onValue={(title) => set({ title })} maxLength={120} autoComplete="off" />
      <TextArea id="precisions" label={text.description} value={fields.description} onValue={(description) => set({ description })} rows={3} maxLength={2000} />
      {fields.kind === "SERVICE" && (
        <Input id="duree" label={text.duration} help={text.durationHelp} error={errorOf("duree")} value={fields.duration} onValue={(duration) => set({ duration })} short autoComplete="off" maxLength={20} />
      )}
      <Input id="points" label={text.points} help={most === undefined ? text.pointsHelpAny : text.pointsHelp(most)} error={errorOf("points")} value={fields.points} onValue={(points) => set({ points })} short inputMode="numeric" autoComplete="off" maxLength={12} />
      {limits && <p className="m-note">{text.limits(formatPoints(BigInt(limits.pairPointsMax)), limits.newPartnersMax)}</p>}
      <Actions>
        <Button type="submit" busy={busy}>{text.send}</Button>
        <ButtonLink to="/echanges" look="second">{back}</ButtonLink>
      </Actions>
    </form>
  );
}
