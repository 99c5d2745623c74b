export type KeypadKey = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "back" | "erase";

/** The amount after one key. Leading zeros vanish; a digit beyond `maxDigits` is ignored. */
export function pressKey(digits: string, key: KeypadKey, maxDigits: number): string {
  if (key === "erase") return "";
  if (key === "back") return digits.slice(0, -1);
  if (digits.length >= maxDigits) return digits;
  return (digits + key).replace(/^0+/, "");
}

/** The key of the pad that a key of the keyboard stands for. */
export function keypadKeyOf(keyboardKey: string): KeypadKey | undefined {
  if (/^[0-9]$/.test(keyboardKey)) return keyboardKey as KeypadKey;
  if (keyboardKey === "Backspace") return "back";
  if (keyboardKey === "Escape") return "erase";
  return undefined;
}
