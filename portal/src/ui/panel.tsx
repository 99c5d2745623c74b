import { useId } from "react";
import type { ReactNode } from "react";

/** A titled part of a page. `panel` puts it on a surface; never a panel in a panel. */
export function Section({ title, children, panel = false, aside }: { title: string; children: ReactNode; panel?: boolean; aside?: ReactNode }) {
  const id = useId();
  return (
    <section className={panel ? "m-panel m-stack" : "m-stack"} aria-labelledby={id}>
      {aside ? (
        <div className="m-row m-row--split">
          <h2 id={id}>{title}</h2>
          {aside}
        </div>
      ) : (
        <h2 id={id}>{title}</h2>
      )}
      {children}
    </section>
  );
}
