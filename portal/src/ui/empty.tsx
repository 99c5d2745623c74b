import type { ReactNode } from "react";
import { Stitch } from "./stitch.tsx";

/** Nothing yet: why, and the first thing to do. `level`: 2 straight under the page's title. */
export function Empty({ title, children, action, level = 3 }: { title: string; children: ReactNode; action?: ReactNode; level?: 2 | 3 }) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div className="m-vide">
      <Stitch />
      <Heading>{title}</Heading>
      <p>{children}</p>
      {action}
    </div>
  );
}
