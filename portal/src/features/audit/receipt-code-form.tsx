import { useId, useState } from "react";
import type { FormEvent } from "react";
import { readAnswer } from "../../api/read-answer.ts";
import { useSubmission } from "../../api/use-submission.ts";
import { useCity } from "../../cities/city-context.ts";
import { useText } from "../../i18n/use-text.ts";
import { verifyText } from "../../i18n/verify.text.ts";
import { Button } from "../../ui/button.tsx";
import { Input } from "../../ui/input.tsx";
import { ProblemBanner } from "../../ui/problem-banner.tsx";
import { normalizeReceiptCode } from "./receipt-code.ts";

/** The receipt's own code opens its proof at the city that gave it; the proof is still checked here. */
export function ReceiptCodeForm({ onProof }: { onProof: (text: string) => void }) {
  const text = useText(verifyText);
  const id = useId();
  const city = useCity();
  const [value, setValue] = useState("");
  const [error, setError] = useState<string | undefined>();
  const asking = useSubmission(async (code: string) => onProof(JSON.stringify(await readAnswer<object>("/api/public/proofs", { method: "POST", body: { code } }))));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = normalizeReceiptCode(value);
    setError(code === undefined ? text.codeError : undefined);
    if (code === undefined) return document.getElementById(id)?.focus();
    asking.submit(code);
  };
  return (
    <form className="m-stack" onSubmit={submit} noValidate>
      <Input id={id} label={text.code} help={text.codeHelp(city.name)} error={error} value={value} onValue={setValue} code autoComplete="off" autoCapitalize="characters" maxLength={40} />
      <Button type="submit" busy={asking.busy}>{text.askProof}</Button>
      {asking.problem && <ProblemBanner error={asking.problem} />}
    </form>
  );
}
