import { useId, useState } from "react";
import type { FormEvent } from "react";
import { scanningText } from "../i18n/scanning.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Button } from "../ui/button.tsx";
import { Input } from "../ui/input.tsx";
import { parseTypedCode } from "./parse-code.ts";
import type { CodeCity, CodeFailure, ScannedCode } from "./parse-code.ts";

type TypedCodeFormProps = { cities: readonly CodeCity[]; onCode: (code: ScannedCode) => void; busy?: boolean; label?: string };

/** Eight characters dictated or read under a code. */
export function TypedCodeForm({ cities, onCode, busy = false, label }: TypedCodeFormProps) {
  const text = useText(scanningText);
  const id = useId();
  const [value, setValue] = useState("");
  const [failure, setFailure] = useState<CodeFailure | undefined>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reading = parseTypedCode(value, cities);
    if ("failure" in reading) {
      setFailure(reading.failure);
      document.getElementById(id)?.focus();
      return;
    }
    setFailure(undefined);
    onCode(reading.code);
  };
  const error = failure && (failure === "notOurs" ? text.typedNotOurs : text.typedError);
  return (
    <form className="m-panel m-stack" onSubmit={submit} noValidate>
      <Input id={id} label={label ?? text.typedLabel} help={text.typedHelp} error={error} value={value} onValue={setValue} short code autoComplete="off" autoCapitalize="characters" maxLength={12} />
      <Button type="submit" busy={busy}>{text.continue}</Button>
    </form>
  );
}
