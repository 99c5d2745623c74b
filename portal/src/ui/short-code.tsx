import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { Button } from "./button.tsx";

const HALF = 4;

function spell(code: string): string {
  return [...code].join(", ");
}

/** Eight characters to dictate, in two groups; read letter by letter by a screen reader. */
export function ShortCode({ code }: { code: string }) {
  const text = useText(uiText);
  return (
    <p className="m-short">
      <span className="m-hide">{text.shortCodeSpelled(spell(code))}</span>
      <span aria-hidden="true">{code.slice(0, HALF)}</span>
      <span aria-hidden="true">{code.slice(HALF)}</span>
    </p>
  );
}

/** Says the code aloud, letter by letter. Absent where the browser has no voice. */
export function ListenToCode({ code }: { code: string }) {
  const text = useText(uiText);
  if (!("speechSynthesis" in window)) return null;
  const speak = () => {
    const words = new SpeechSynthesisUtterance(spell(code));
    words.lang = "fr-CA";
    words.rate = 0.8;
    window.speechSynthesis.cancel();
    window.speechSynthesis.speak(words);
  };
  return <Button look="second" icon="listen" onPress={speak}>{text.listenToCode}</Button>;
}
