import type { ReactNode } from "react";
import { Stitch } from "./stitch.tsx";

export type StepState = "done" | "next" | "bad";
export type Step = { key: string; state: StepState; title: ReactNode; note?: ReactNode };

const classOf: Record<StepState, string | undefined> = { done: undefined, next: "is-next", bad: "is-bad" };

/** The life of a sheet, top to bottom. The title of a step says its state in words. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className="m-steps">
      {steps.map((step) => (
        <li key={step.key} className={classOf[step.state]}>
          <Stitch bare />
          <div>
            <b>{step.title}</b>
            {step.note && <p className="m-note">{step.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
