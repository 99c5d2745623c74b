import type { CSSProperties } from "react";
import { Stitch } from "./stitch.tsx";

/** Full: has sealed or agrees. Waiting: not this page, or not yet. Differs: its copy differs. */
export type RangState = "full" | "waiting" | "differs";

const classOf: Record<RangState, string | undefined> = { full: undefined, waiting: "is-wait", differs: "is-drop" };

/**
 * The row of eleven, one stitch a city. Hidden from assistive technology: the sentence beside it carries
 * the meaning. `knitting` moves the waiting ones, without counting cities.
 */
export function Rang({ states, knitting = false }: { states: readonly RangState[]; knitting?: boolean }) {
  return (
    <ul className={knitting ? "m-rang is-knitting" : "m-rang"} aria-hidden="true">
      {states.map((state, index) => (
        <li key={index} className={classOf[state]} style={{ "--i": index } as CSSProperties}>
          <Stitch bare />
        </li>
      ))}
    </ul>
  );
}

/** `sealedCount` full stitches, then waiting ones, out of `cityCount`. */
export function rangOf(sealedCount: number, cityCount = 11): RangState[] {
  return Array.from({ length: cityCount }, (_, index) => (index < sealedCount ? "full" : "waiting"));
}
