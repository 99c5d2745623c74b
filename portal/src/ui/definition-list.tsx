import type { ReactNode } from "react";

export type Definition = { term: string; value: ReactNode; code?: boolean };

/** Terms and values, side by side; `stacked` puts each value under its term. */
export function DefinitionList({ items, stacked = false }: { items: readonly Definition[]; stacked?: boolean }) {
  return (
    <dl className={stacked ? "m-dl m-dl--stack" : "m-dl"}>
      {items.map(({ term, value, code }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className={code ? "m-code" : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
