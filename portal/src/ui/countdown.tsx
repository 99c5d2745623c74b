import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { CSSProperties } from "react";
import { formatSeconds } from "../i18n/format-date.ts";
import { uiText } from "../i18n/ui.text.ts";
import { useText } from "../i18n/use-text.ts";
import { markReached } from "./countdown-marks.ts";

type CountdownProps = {
  /** When it ends, in milliseconds of the device's clock. */
  endsAtMs: number;
  /** Whole life, for the bar. */
  lifeSeconds: number;
  label?: string;
  onEnd?: () => void;
};

function secondsUntil(endsAtMs: number): number {
  return Math.max(0, (endsAtMs - Date.now()) / 1000);
}

/** Time left, seen each second, spoken at 60 s, 15 s and the end only. */
export function Countdown({ endsAtMs, lifeSeconds, label, onEnd }: CountdownProps) {
  const text = useText(uiText);
  const [left, setLeft] = useState(() => secondsUntil(endsAtMs));
  const [spoken, setSpoken] = useState("");
  const before = useRef(left);
  const tick = useEffectEvent(() => {
    const now = secondsUntil(endsAtMs);
    const mark = markReached(before.current, now);
    before.current = now;
    setLeft(now);
    if (mark === undefined) return;
    setSpoken(mark === 0 ? text.countdownEnded : text.countdownLeft(formatSeconds(mark)));
    if (mark === 0) onEnd?.();
  });
  useEffect(() => {
    before.current = Math.max(secondsUntil(endsAtMs), Number.MIN_VALUE);
    setSpoken("");
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [endsAtMs]);
  const share = `${Math.min(100, (left / lifeSeconds) * 100).toFixed(1)}%`;
  return (
    <div className="m-timer">
      <div className="m-timer__bar" aria-hidden="true">
        <i style={{ "--v": share } as CSSProperties} />
      </div>
      <p className="m-timer__t" role="timer" aria-live="off">
        <span>{label ?? text.countdownLabel}</span>
        <b className="m-num">{formatSeconds(left)}</b>
      </p>
      <p className="m-hide" role="status">{spoken}</p>
    </div>
  );
}
