import { useEffect, useEffectEvent } from "react";
import { formatNumber } from "../i18n/format-number.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Icon } from "./icon.tsx";
import { keypadKeyOf, pressKey } from "./keypad-digits.ts";
import type { KeypadKey } from "./keypad-digits.ts";

const KEYS = ["7", "8", "9", "4", "5", "6", "1", "2", "3"] as const;
const MAX_DIGITS = 6;

/** True where the keyboard already writes somewhere else. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, dialog") !== null;
}

/** The amount in points: buttons, or the keyboard (digits, Backspace, Escape) anywhere on the screen. */
export function Keypad({ points, onPoints }: { points: bigint; onPoints: (points: bigint) => void }) {
  const text = useText(uiText);
  const press = (key: KeypadKey) => {
    const digits = pressKey(points === 0n ? "" : points.toString(), key, MAX_DIGITS);
    onPoints(digits === "" ? 0n : BigInt(digits));
  };
  const type = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const key = keypadKeyOf(event.key);
    if (key) press(key);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => type(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <div className="m-affiche">
        <span className="m-lead">{text.points}</span>
        <output className="m-num" aria-live="polite">{formatNumber(points)}</output>
      </div>
      <div className="m-pave" role="group" aria-label={text.keypad}>
        {KEYS.map((key) => <button key={key} type="button" onClick={() => press(key)}>{key}</button>)}
        <button type="button" className="is-fn" onClick={() => press("erase")}>{text.erase}</button>
        <button type="button" onClick={() => press("0")}>0</button>
        <button type="button" className="is-fn" aria-label={text.eraseDigit} onClick={() => press("back")}>
          <Icon name="backspace" />
        </button>
      </div>
    </>
  );
}
