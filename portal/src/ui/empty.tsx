import type { ReactNode } from "react";
import { Stitch } from "./stitch.tsx";

/** Nothing yet: why, and the first thing to do. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="m-vide">
      <Stitch />
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  );
}
