import type { ReactNode } from "react";

/** Public figures side by side. `lead` gives the first one the whole width. */
export function Figures({ children, lead = false }: { children: ReactNode; lead?: boolean }) {
  return <dl className={lead ? "m-figures m-figures--lead" : "m-figures"}>{children}</dl>;
}

/** One figure, already formatted, and what it counts. */
export function Figure({ value, label }: { value: string; label: ReactNode }) {
  return (
    <div className="m-figure">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
