import { useState } from "react";
import type { FormEvent } from "react";
import { terminalText } from "../../i18n/terminal.text.ts";
import { useText } from "../../i18n/use-text.ts";
import { Button } from "../../ui/button.tsx";
import { Input } from "../../ui/input.tsx";
import { RadioGroup } from "../../ui/radio-group.tsx";

export type TerminalKeyChoice = "DEVICE" | "TEST";

type EnrolTerminalFormProps = { offersTestKey: boolean; busy: boolean; onChange: () => void; onEnrol: (asked: { code: string; key: TerminalKeyChoice }) => void };

const CODE_FIELD = "code-terminal";

/** The one-time code, and the key that will sign where the demo offers another. */
export function EnrolTerminalForm({ offersTestKey, busy, onChange, onEnrol }: EnrolTerminalFormProps) {
  const text = useText(terminalText);
  const [code, setCode] = useState("");
  const [key, setKey] = useState<TerminalKeyChoice>("DEVICE");
  const [missing, setMissing] = useState(false);
  const enrol = (event: FormEvent) => {
    event.preventDefault();
    setMissing(code.trim() === "");
    if (code.trim() !== "") onEnrol({ code, key });
    else document.getElementById(CODE_FIELD)?.focus();
  };
  const changeCode = (typed: string) => {
    onChange();
    setCode(typed);
  };
  return (
    <form className="m-stack" onSubmit={enrol} noValidate>
      <p>{text.step}</p>
      <Input id={CODE_FIELD} label={text.code} help={text.codeHelp} error={missing ? text.codeMissing : undefined} value={code} onValue={changeCode} code autoComplete="one-time-code" autoCapitalize="characters" maxLength={40} />
      {offersTestKey && (
        <RadioGroup id="cle-terminal" label={text.key} value={key} options={[{ value: "DEVICE", label: text.thisDevice }, { value: "TEST", label: text.testKey }]} onValue={(value) => { onChange(); setKey(value === "TEST" ? "TEST" : "DEVICE"); }} />
      )}
      <p className="m-note">{text.signing}</p>
      <Button type="submit" busy={busy}>{text.enrol}</Button>
    </form>
  );
}
